using TokenGateway.Core.Verification;

namespace TokenGateway.Dialects.Calls;

/// <summary>One call of a product's API that the gateway answers itself.</summary>
/// <param name="Method">The HTTP method; GET answers HEAD too.</param>
/// <param name="Path">The path with its values in braces: <c>/v4/apiAccessTokens/{tokenId}</c>.</param>
/// <param name="AnswerAsync">Writes the whole answer; who calls is known.</param>
public sealed record DialectCall(string Method, string Path, Func<DialectExchange, Task> AnswerAsync)
{
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
