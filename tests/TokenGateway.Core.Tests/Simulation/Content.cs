using System.Collections.Immutable;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>What a store holds at one moment. Immutable, so that a replica or a backup is an older one.</summary>
internal sealed record Content(
    ImmutableDictionary<TokenDigest, Secret> Secrets, ImmutableSortedDictionary<long, Token> Tokens, ImmutableSortedDictionary<string, User> Users)
{
    public static Content Of(IEnumerable<User> users) => new(
        ImmutableDictionary<TokenDigest, Secret>.Empty,
        ImmutableSortedDictionary<long, Token>.Empty,
        users.ToImmutableSortedDictionary(user => user.Id.Value, user => user, StringComparer.Ordinal));

    public TokenFacts? Find(TokenDigest digest) => Secrets.TryGetValue(digest, out var secret)
        ? new TokenFacts(Tokens[secret.Token], Users[Tokens[secret.Token].Owner.Value]) { RetiredUntil = secret.RetiredUntil }
        : null;

    public Content With(Token token) => this with { Tokens = Tokens.SetItem(token.Id.Number, token) };

    public Content With(User user) => this with { Users = Users.SetItem(user.Id.Value, user) };

    public Content With(TokenDigest digest, Secret secret) => this with { Secrets = Secrets.SetItem(digest, secret) };
}
