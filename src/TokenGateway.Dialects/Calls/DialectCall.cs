using System.Text.Json.Nodes;
using TokenGateway.Core.Verification;

namespace TokenGateway.Dialects.Calls;

/// <summary>One call of a product's API that the gateway answers itself.</summary>
/// <param name="Method">The HTTP method; GET answers HEAD too.</param>
/// <param name="Path">The path with its values in braces: <c>/v4/apiAccessTokens/{tokenId}</c>.</param>
/// <param name="AnswerAsync">Writes the whole answer; who calls is known.</param>
public sealed record DialectCall(string Method, string Path, Func<DialectExchange, Task> AnswerAsync)
{
    /// <summary>The part that it belongs to, of <see cref="DialectParts"/>. All calls of one path belong to one.</summary>
    public string Part { get; init; } = DialectParts.Tokens;

    /// <summary>
    /// Adds what is the gateway's to the upstream's own answer, where a route leads there and it answers 200 with a JSON
    /// object; null: the gateway's answer stands in its place.
    /// </summary>
    public Action<JsonObject>? Amend { get; init; }

    /// <summary>What it does, as far as limits ask.</summary>
    public CallKind Kind { get; init; } = CallKinds.OfMethod(Method);

    /// <summary>User and password authenticate as well, as <c>Authorization: Basic</c>.</summary>
    public bool TakesPassword { get; init; }

    /// <summary>
    /// False: under these options the call does not exist, which is told before anybody asks who calls. All calls of one
    /// path exist, or none.
    /// </summary>
    public Func<AccessModel, bool> Exists { get; init; } = _ => true;
}
