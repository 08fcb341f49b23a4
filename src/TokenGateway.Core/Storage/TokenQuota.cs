using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>The limits on live tokens; expired and deleted ones do not count.</summary>
/// <param name="PerOwner">The maximum per owner; null: no limit.</param>
/// <param name="PerRealm">The maximum per realm; null: no limit.</param>
/// <param name="Now">The time for deciding expiry.</param>
public readonly record struct TokenQuota(int? PerOwner, int? PerRealm, DateTimeOffset Now)
{
    /// <summary>Whether only the owner's tokens in the realm of the new one count.</summary>
    public bool OwnerInRealm { get; init; }

    public static TokenQuota Of(TokenOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(options.MaxPerUser, options.MaxTotal, now) { OwnerInRealm = options.CountsInRealm };
    }
}
