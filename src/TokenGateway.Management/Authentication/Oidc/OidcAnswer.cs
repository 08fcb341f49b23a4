using System.Buffers.Text;
using System.Text.Json;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>
/// What the provider says of a person, as JSON: the claims of the verified ID token, then those of its userinfo endpoint. ASP.NET's
/// claims have lost whether a value was a text, a list or an object.
/// </summary>
internal sealed class OidcAnswer
{
    // As large as the largest token that is validated.
    private const int LongestDocument = 250 * 1024;

    // Of two members of one name each reader takes the one it likes (RFC 7519, 4; RFC 8725, 2.4).
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    private readonly List<JsonElement> _documents = [];

    public IReadOnlyList<JsonElement> Documents => _documents;

    /// <param name="token">Verified, in its compact form.</param>
    /// <exception cref="JsonException">Its claims can be read in several ways, or are nested too deeply.</exception>
    public static OidcAnswer Of(string token)
    {
        var answer = new OidcAnswer();
        answer.Add(System.Text.Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[1])));
        return answer;
    }

    /// <exception cref="JsonException">It is no object, is too long, or can be read in several ways.</exception>
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
