using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>Which tokens to list; null parts are not asked. Deleted ones only when asked for.</summary>
public sealed record TokenFilter
{
    public static TokenFilter All { get; } = new();

    public UserId? Owner { get; init; }

    public Realm? Realm { get; init; }

    /// <summary>Only tokens in this state at <see cref="Now"/>; null: every state but deleted.</summary>
    public TokenState? State { get; init; }

    public DateTimeOffset Now { get; init; }
}
