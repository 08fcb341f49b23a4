using System.Collections.Immutable;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Edge.Model;

/// <summary>The first administrator, if the file declares one. Not a record: a generated <c>ToString</c> would print the hash.</summary>
internal sealed class CompiledBootstrap(User? user)
{
    public static readonly CompiledBootstrap None = new(user: null);

    public User? User => user;

    /// <summary>At most one.</summary>
    public ImmutableArray<KeyValuePair<TokenDigest, Token>> Tokens { get; init; } = [];

    /// <summary>The hash of the password by the password hasher; null: none.</summary>
    public string? PasswordHash { get; init; }
}
