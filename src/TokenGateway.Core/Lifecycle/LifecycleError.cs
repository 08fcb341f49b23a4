using System.Text.Json;

namespace TokenGateway.Core.Lifecycle;

/// <summary>A refusal: the stable code, and a sentence that names what is wrong and what would be right.</summary>
public sealed record LifecycleError(LifecycleErrorCode Code, string Message)
{
    /// <summary>The code as answers carry it, for example <c>role_not_held</c>.</summary>
    public string Name => JsonNamingPolicy.SnakeCaseLower.ConvertName(Code.ToString());

    /// <summary>The most that is allowed, where <see cref="LifecycleErrorCode.LimitReached"/> says that it is reached.</summary>
    public int? Limit { get; init; }

    internal static LifecycleError TokenNotFound(Tokens.TokenId id) => new(LifecycleErrorCode.NotFound, $"Token {id} does not exist.");
}
