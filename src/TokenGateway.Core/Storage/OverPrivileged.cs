using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>When it can be said that a token holds more than it needs.</summary>
public static class OverPrivileged
{
    /// <summary>A permission that no request needed for so long is not needed.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(90);

    /// <summary>A token, and the recording of a permission, must be at least so old: what is new may yet be needed.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(30);

    /// <summary>So many tokens are read and judged together.</summary>
    public const int AtOnce = 1_000;

    /// <summary>So many are judged for one page, so that a call ends soon also where hardly any token is over-privileged.</summary>
    internal const int MostExamined = 10_000;

    /// <summary>Whether it is said of a token, should it hold what it does not need: a live one that is old enough, and in use.</summary>
    internal static bool IsJudged(Token token, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(token);
        return token.StateAt(now) == TokenState.Active && token.CreatedAt <= now - Age && token.LastUse?.At >= now - Window;
    }
}
