using TokenGateway.Core.Refusals;

namespace TokenGateway.Core.Lifecycle;

/// <summary>A refusal: the stable code, and a sentence that names the fault and what is allowed.</summary>
public sealed record LifecycleError(RefusalCode Code, string Message)
{
    /// <summary>The code in responses, for example <c>role_not_held</c>.</summary>
    public string Name => RefusalCodes.LogNameOf(Code);

    /// <summary>The limit, for <see cref="RefusalCode.LimitReached"/>.</summary>
    public int? Limit { get; init; }

    internal static LifecycleError TokenNotFound(Tokens.TokenId id) => new(RefusalCode.NotFound, $"Token {id} does not exist.");
}
