using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>How many tokens may live; expired and deleted ones do not count.</summary>
/// <param name="PerOwner">At most this many of the owner; null: no limit.</param>
/// <param name="PerRealm">At most this many in the realm; null: no limit.</param>
/// <param name="Now">The moment by which expiry is judged.</param>
public readonly record struct TokenQuota(int? PerOwner, int? PerRealm, DateTimeOffset Now)
{
    /// <summary>Of the owner's tokens those in the realm of the new one count alone.</summary>
    public bool OwnerInRealm { get; init; }

    public static TokenQuota Of(TokenOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(options.MaxPerUser, options.MaxTotal, now) { OwnerInRealm = options.CountsInRealm };
    }
}
