using System.Collections.Immutable;

namespace TokenGateway.Core.Tokens.Identities;

/// <summary>Several users that an upstream may confuse.</summary>
/// <param name="Key">Their common key (<see cref="IdentityKey"/>).</param>
/// <param name="Users">Two or more.</param>
public sealed record SharedIdentity(string Key, ImmutableArray<UserId> Users);
