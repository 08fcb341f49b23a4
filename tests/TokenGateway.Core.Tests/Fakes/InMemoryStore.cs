using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests.Fakes;

/// <summary>Both stores over dictionaries, for one thread. Every write and every change told lands in one journal.</summary>
internal sealed class InMemoryStore : ITokenStore, IUserStore, IChangeSink
{
    private readonly Dictionary<TokenDigest, TokenId> _digests = [];
    private long _lastId;

    public Dictionary<TokenId, Token> Tokens { get; } = [];

    public Dictionary<UserId, User> Users { get; } = [];

    /// <summary>What happened, in order: <c>write ...</c> and <c>told KIND KEY</c>.</summary>
    public List<string> Journal { get; } = [];

    public bool IsDown { get; set; }

    public void Apply(in Change change) => Journal.Add($"told {change.Kind} {change.Key}");

    public void Reset() => Journal.Add("told reset");

    public void Put(Token token) => Tokens[token.Id] = token;

    public void Put(User user) => Users[user.Id] = user;

    public ValueTask<TokenFacts?> FindAsync(TokenDigest digest, CancellationToken cancellationToken) =>
        Answer(_digests.TryGetValue(digest, out var id) && Tokens[id] is var token
            ? new TokenFacts(token, Users.GetValueOrDefault(token.Owner))
            : null);

    public ValueTask<Token?> GetAsync(TokenId id, CancellationToken cancellationToken) => Answer(Tokens.GetValueOrDefault(id));

    public ValueTask<IReadOnlyList<Token>> ListAsync(TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<TokenAddition> AddAsync(Token draft, TokenQuota quota, Func<long, SealedValue> seal, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        var live = Tokens.Values.Where(one => one.DeletedAt is null && !(one.ExpiresAt <= quota.Now)).ToList();
        if (live.Count(one => one.Owner == draft.Owner) >= quota.PerOwner)
            return ValueTask.FromResult(new TokenAddition(TokenAdditionOutcome.OwnerQuotaReached, null));
        if (live.Count(one => one.Realm == draft.Realm) >= quota.PerRealm)
            return ValueTask.FromResult(new TokenAddition(TokenAdditionOutcome.RealmQuotaReached, null));
        var id = TokenId.Stored(++_lastId);
        var value = seal(id.Number);
        if (!_digests.TryAdd(value.Digest, id))
            return ValueTask.FromResult(new TokenAddition(TokenAdditionOutcome.DuplicateValue, null));
        Tokens[id] = draft with { Id = id, Hint = value.Hint };
        Journal.Add($"write token {id}");
        return ValueTask.FromResult(new TokenAddition(TokenAdditionOutcome.Added, Tokens[id]));
    }

    public ValueTask<bool> SetActiveAsync(TokenId id, bool isActive, CancellationToken cancellationToken) =>
        ChangeToken(id, token => token with { IsActive = isActive });

    public ValueTask<bool> DeleteAsync(TokenId id, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChangeToken(id, token => token with { DeletedAt = at });

    public ValueTask<User?> GetAsync(UserId id, CancellationToken cancellationToken) => Answer(Users.GetValueOrDefault(id));

    public ValueTask<IReadOnlyList<User>> ListAsync(UserId? after, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<bool> AddAsync(User user, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        if (!Users.TryAdd(user.Id, user))
            return ValueTask.FromResult(false);
        Journal.Add($"write user {user.Id}");
        return ValueTask.FromResult(true);
    }

    public ValueTask<bool> SetRolesAsync(UserId id, ImmutableArray<RoleName> roles, CancellationToken cancellationToken) =>
        ChangeUser(id, user => user with { Roles = roles });

    public ValueTask<bool> SetDisabledAsync(UserId id, bool isDisabled, CancellationToken cancellationToken) =>
        ChangeUser(id, user => user with { IsDisabled = isDisabled });

    public ValueTask<bool> DeleteAsync(UserId id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        if (!Users.Remove(id))
            return ValueTask.FromResult(false);
        foreach (var token in Tokens.Values.Where(one => one.Owner == id && one.DeletedAt is null).ToList())
            Tokens[token.Id] = token with { DeletedAt = at };
        Journal.Add($"write user {id}");
        return ValueTask.FromResult(true);
    }

    private ValueTask<T> Answer<T>(T value)
    {
        ThrowIfDown();
        return ValueTask.FromResult(value);
    }

    private ValueTask<bool> ChangeToken(TokenId id, Func<Token, Token> change)
    {
        ThrowIfDown();
        if (Tokens.GetValueOrDefault(id) is not { DeletedAt: null } token)
            return ValueTask.FromResult(false);
        Tokens[id] = change(token);
        Journal.Add($"write token {id}");
        return ValueTask.FromResult(true);
    }

    private ValueTask<bool> ChangeUser(UserId id, Func<User, User> change)
    {
        ThrowIfDown();
        if (Users.GetValueOrDefault(id) is not { } user)
            return ValueTask.FromResult(false);
        Users[id] = change(user);
        Journal.Add($"write user {id}");
        return ValueTask.FromResult(true);
    }

    private void ThrowIfDown()
    {
        if (IsDown)
            throw new StoreUnavailableException("down");
    }
}
