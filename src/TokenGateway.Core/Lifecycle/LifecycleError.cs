using TokenGateway.Core.Refusals;

namespace TokenGateway.Core.Lifecycle;

/// <summary>A refusal: the stable code, and a sentence that names what is wrong and what would be right.</summary>
public sealed record LifecycleError(RefusalCode Code, string Message)
{
    /// <summary>The code as answers carry it, for example <c>role_not_held</c>.</summary>
    public string Name => RefusalCodes.LogNameOf(Code);

    /// <summary>The most that is allowed, where <see cref="RefusalCode.LimitReached"/> says that it is reached.</summary>
    public int? Limit { get; init; }

    internal static LifecycleError TokenNotFound(Tokens.TokenId id) => new(RefusalCode.NotFound, $"Token {id} does not exist.");
}
