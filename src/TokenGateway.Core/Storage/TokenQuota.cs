namespace TokenGateway.Core.Storage;

/// <summary>How many tokens may live; expired and deleted ones do not count.</summary>
/// <param name="PerOwner">At most this many of the owner; null: no limit.</param>
/// <param name="PerRealm">At most this many in the realm; null: no limit.</param>
/// <param name="Now">The moment by which expiry is judged.</param>
public readonly record struct TokenQuota(int? PerOwner, int? PerRealm, DateTimeOffset Now);
