using System.Collections.Immutable;

namespace TokenGateway.Core.Tokens.Identities;

/// <summary>Several users that may be one to an upstream.</summary>
/// <param name="Key">What they have in common (<see cref="IdentityKey"/>).</param>
/// <param name="Users">Two or more.</param>
public sealed record SharedIdentity(string Key, ImmutableArray<UserId> Users);
