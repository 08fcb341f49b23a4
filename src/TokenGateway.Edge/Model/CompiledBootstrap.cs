using System.Collections.Immutable;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Edge.Model;

/// <summary>The first administrator, if the file declares one. No record: a generated <c>ToString</c> would print the hash.</summary>
internal sealed class CompiledBootstrap(User? user)
{
    public static readonly CompiledBootstrap None = new(user: null);

    public User? User => user;

    /// <summary>One or none.</summary>
    public ImmutableArray<KeyValuePair<TokenDigest, Token>> Tokens { get; init; } = [];

    /// <summary>What a password hasher made of the password; null: there is none.</summary>
    public string? PasswordHash { get; init; }
}
