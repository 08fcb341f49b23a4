using System.Buffers.Text;
using System.Text.Json;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>
/// The provider's claims about a user as JSON: those of the verified ID token, then those of the userinfo endpoint. ASP.NET's claims
/// do not preserve whether a value was a string, a list or an object.
/// </summary>
internal sealed class OidcAnswer
{
    // The maximum size of a token that is validated.
    private const int LongestDocument = 250 * 1024;

    // Parsers disagree on which of two members with the same name counts (RFC 7519, 4; RFC 8725, 2.4).
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    private readonly List<JsonElement> _documents = [];

    public IReadOnlyList<JsonElement> Documents => _documents;

    /// <param name="token">The verified ID token, in its compact form.</param>
    /// <exception cref="JsonException">Its claims are ambiguous or nested too deeply.</exception>
    public static OidcAnswer Of(string token)
    {
        var answer = new OidcAnswer();
        answer.Add(System.Text.Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[1])));
        return answer;
    }

    /// <exception cref="JsonException">The text is not an object, is too long, or is ambiguous.</exception>
    public void Add(string json)
    {
        if (json.Length > LongestDocument)
            throw new JsonException($"Claims of {json.Length} characters are too long: {LongestDocument} at most.");
        var document = JsonElement.Parse(json, Strict);
        if (document.ValueKind != JsonValueKind.Object)
            throw new JsonException("Claims are an object.");
        _documents.Add(document);
    }
}
