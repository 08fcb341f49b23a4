using System.Text.Json.Nodes;
using TokenGateway.Core.Verification;

namespace TokenGateway.Dialects.Calls;

/// <summary>One call of a product's API that the gateway serves itself.</summary>
/// <param name="Method">The HTTP method; GET also serves HEAD.</param>
/// <param name="Path">The path with its parameters in braces: <c>/v4/apiAccessTokens/{tokenId}</c>.</param>
/// <param name="AnswerAsync">Writes the whole response; the caller is already authenticated.</param>
public sealed record DialectCall(string Method, string Path, Func<DialectExchange, Task> AnswerAsync)
{
    /// <summary>Its part, one of <see cref="DialectParts"/>. All calls of one path have the same part.</summary>
    public string Part { get; init; } = DialectParts.Tokens;

    /// <summary>
    /// Amends the upstream's response, if a route matches and the upstream responds 200 with a JSON object; null: the
    /// gateway's response replaces it.
    /// </summary>
    public Action<JsonObject>? Amend { get; init; }

    /// <summary>Its kind, for limits.</summary>
    public CallKind Kind { get; init; } = CallKinds.OfMethod(Method);

    /// <summary>Whether user and password authenticate as well, as <c>Authorization: Basic</c>.</summary>
    public bool TakesPassword { get; init; }

    /// <summary>
    /// False: with these options the call does not exist, which is decided before authentication. All calls of one path
    /// exist, or none.
    /// </summary>
    public Func<AccessModel, bool> Exists { get; init; } = _ => true;
}
