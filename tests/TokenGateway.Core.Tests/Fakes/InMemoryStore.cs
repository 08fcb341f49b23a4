using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;

namespace TokenGateway.Core.Tests.Fakes;

/// <summary>Both stores over dictionaries, for one thread. Every write and every change told lands in one journal.</summary>
internal sealed class InMemoryStore : ITokenStore, IUserStore, IChangeSink
{
    private readonly Dictionary<TokenDigest, TokenId> _digests = [];
    private readonly Dictionary<TokenDigest, string?> _peppers = [];
    private long _lastId;

    public Dictionary<TokenId, Token> Tokens { get; } = [];

    public Dictionary<UserId, User> Users { get; } = [];

    /// <summary>What happened, in order: <c>write ...</c> and <c>told KIND KEY</c>.</summary>
    public List<string> Journal { get; } = [];

    /// <summary>What was recorded, in order.</summary>
    public List<AuditEntry> Audited { get; } = [];

    public Dictionary<UserId, string?> PasswordHashes { get; } = [];

    public bool IsDown { get; set; }

    /// <summary>Runs once, between a decision and its write.</summary>
    public Action? BeforeWrite { get; set; }

    public HashSet<UserId> Deleted { get; } = [];

    /// <summary>Runs before a value is kept under another digest: may throw.</summary>
    public Action? OnReseal { get; set; }

    /// <summary>Sees what is to be kept of each value that is added.</summary>
    public Action<SealedValue>? OnAdd { get; set; }

    public void Apply(in Change change) => Journal.Add($"told {change.Kind} {change.Key}");

    public void Reset() => Journal.Add("told reset");

    public void Put(Token token) => Tokens[token.Id] = token;

    public void Put(User user) => Users[user.Id] = user;

    public ValueTask<FactsReading> ReadFactsAsync(TokenDigest digest, CancellationToken cancellationToken) =>
        Answer(_digests.TryGetValue(digest, out var id) && Tokens[id] is var token
            ? new FactsReading(new TokenFacts(token, Users.GetValueOrDefault(token.Owner)) { Pepper = _peppers.GetValueOrDefault(digest) }, default)
            : default);

    public ValueTask<Token?> GetAsync(TokenId id, CancellationToken cancellationToken) => Answer(Tokens.GetValueOrDefault(id));

    public ValueTask<IReadOnlyList<Token>> ListAsync(TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<Token>>([.. Tokens.Values
            .Where(one => one.DeletedAt is null && (filter.Owner is null || one.Owner == filter.Owner) && (filter.Realm is null || one.Realm == filter.Realm))
            .Where(one => one.Id.Number > (after?.Number ?? 0)).OrderBy(one => one.Id.Number).Take(limit)]);

    public ValueTask<TokenAddition> AddAsync(
        Token draft, TokenQuota quota, Func<long, SealedValue> seal, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        Require(basis);
        if (Refusal(draft, quota) is { } refusal)
            return ValueTask.FromResult(new TokenAddition(refusal, null));
        var id = TokenId.Stored(++_lastId);
        var value = seal(id.Number);
        OnAdd?.Invoke(value);
        if (!_digests.TryAdd(value.Digest, id))
            return ValueTask.FromResult(new TokenAddition(TokenAdditionOutcome.DuplicateValue, null));
        _peppers[value.Digest] = value.Pepper;
        Tokens[id] = draft with { Id = id, OwnerNumber = Users.GetValueOrDefault(draft.Owner)?.Number ?? 0, Hint = value.Hint };
        Audited.Add(audit(Tokens[id]));
        Journal.Add($"write token {id}");
        return ValueTask.FromResult(new TokenAddition(TokenAdditionOutcome.Added, Tokens[id]));
    }

    public async ValueTask<TokenImportResult> ImportAsync(
        IReadOnlyList<TokenImport> imports, bool isDryRun, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken)
    {
        var (tokens, refusals, before) = (new List<Token>(), new List<KeyValuePair<int, TokenAdditionOutcome>>(), new Dictionary<TokenId, Token>(Tokens));
        for (var i = 0; i < imports.Count; i++)
        {
            var added = await AddAsync(imports[i].Draft, imports[i].Quota, _ => imports[i].Value, audit, basis, cancellationToken);
            if (added.Token is { } token)
                tokens.Add(token);
            else
                refusals.Add(new(i, added.Outcome));
        }

        if (!isDryRun && refusals.Count == 0)
            return new TokenImportResult([.. tokens], []);
        foreach (var token in tokens)
            _digests.Remove(_digests.Single(pair => pair.Value == token.Id).Key);
        Tokens.Clear();
        foreach (var (id, token) in before)
            Tokens[id] = token;
        return new TokenImportResult([], [.. refusals]);
    }

    public ValueTask<bool> SetActiveAsync(TokenId id, bool isActive, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        ChangeToken(id, audit, token => token with { IsActive = isActive }, basis);

    public async ValueTask<Token?> RotateAsync(
        TokenId id, DateTimeOffset now, DateTimeOffset overlapEndsAt, Func<long, SealedValue> seal, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken)
    {
        var value = seal(id.Number);
        if (!await ChangeToken(id, audit, token => token with { Hint = value.Hint, OverlapEndsAt = overlapEndsAt > now ? overlapEndsAt : null }, basis))
            return null;
        foreach (var old in _digests.Where(pair => pair.Value == id).Select(pair => pair.Key).ToList())
            _digests.Remove(old);
        _digests[value.Digest] = id;
        return Tokens[id];
    }

    public ValueTask<bool> EndOverlapAsync(TokenId id, DateTimeOffset now, AuditEntry audit, CancellationToken cancellationToken) =>
        Tokens.GetValueOrDefault(id) is { OverlapEndsAt: not null }
            ? ChangeToken(id, audit, token => token with { OverlapEndsAt = null })
            : ValueTask.FromResult(false);

    public ValueTask<bool> DeleteAsync(TokenId id, DateTimeOffset at, AuditEntry audit, CancellationToken cancellationToken) =>
        ChangeToken(id, audit, token => token with { DeletedAt = at });

    public ValueTask<bool> ResealAsync(TokenDigest from, SealedValue to, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        OnReseal?.Invoke();
        if (!_digests.Remove(from, out var id))
            return ValueTask.FromResult(false);
        _digests[to.Digest] = id;
        _peppers[to.Digest] = to.Pepper;
        return ValueTask.FromResult(true);
    }

    public ValueTask<IReadOnlyList<TokenId>> ReportLeakAsync(TokenId id, bool isUsable, LeakEntries entries, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<int> PurgeAsync(DateTimeOffset deletedBefore, DateTimeOffset retiredBefore, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<User>> GetManyAsync(IReadOnlyCollection<UserId> ids, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<User>>([.. ids.Select(id => Users.GetValueOrDefault(id)).OfType<User>()]);

    public ValueTask<User?> GetAsync(UserId id, CancellationToken cancellationToken) => Answer(Users.GetValueOrDefault(id));

    public ValueTask<IReadOnlyList<User>> ListAsync(UserFilter filter, UserId? after, int limit, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<User>>([.. Users.Values
            .Where(filter.Matches)
            .Where(one => after is not { } start || string.CompareOrdinal(one.Id.Value, start.Value) > 0)
            .OrderBy(one => one.Id.Value, StringComparer.Ordinal).Take(limit)]);

    public ValueTask<IReadOnlyList<SharedIdentity>> ListSharedIdentitiesAsync(int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<UserId>> FindByIdentityAsync(string key, CancellationToken cancellationToken) => Answer(HoldersOf(key));

    public ValueTask<User?> FindByLoginAsync(ExternalLogin login, CancellationToken cancellationToken) => Answer(Users.Values.FirstOrDefault(user => user.Login == login));

    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => Answer(Users.Count == 0);

    public ValueTask<User?> AddAsync(User user, string? passwordHash, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        Require(basis);
        RequireFree(user.Id.Value, user.Id);
        RequireFree(user.Email, user.Id);
        if ((user.Login is not null && Users.Values.Any(one => one.Login == user.Login)) || !Users.TryAdd(user.Id, user))
            return ValueTask.FromResult<User?>(null);
        PasswordHashes[user.Id] = passwordHash;
        Audited.Add(audit);
        Journal.Add($"write user {user.Id}");
        return ValueTask.FromResult<User?>(user);
    }

    public ValueTask<bool> SetRolesAsync(UserId id, ImmutableArray<RoleName> roles, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        ChangeUser(id, audit, user => WithKept(user, user with { Roles = roles }, writesRights: true, basis), basis);

    public ValueTask<bool> SetCanCreateTokensAsync(UserId id, bool canCreateTokens, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        ChangeUser(id, audit, user => WithKept(user, user with { CanCreateTokens = canCreateTokens }, writesRights: true, basis), basis);

    public ValueTask<bool> PatchAsync(UserId id, UserPatch patch, IReadOnlyList<AuditEntry> audits, WriteBasis basis, CancellationToken cancellationToken)
    {
        if (audits.Count == 0)
            return Answer(Users.ContainsKey(id));
        RequireFree(patch.SetsEmail ? patch.Email : null, id);
        Audited.AddRange(audits.Skip(1));
        return ChangeUser(id, audits[0], user => WithKept(user, patch.Apply(user), patch.WritesRights, basis), basis);
    }

    public ValueTask<bool> SetDisabledAsync(UserId id, bool isDisabled, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        ChangeUser(id, audit, user => user with { IsDisabled = isDisabled }, basis);

    public ValueTask<string?> GetPasswordHashAsync(UserId id, CancellationToken cancellationToken) => Answer(PasswordHashes.GetValueOrDefault(id));

    public ValueTask<bool> SetPasswordHashAsync(UserId id, string? hash, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken)
    {
        PasswordHashes[id] = hash;
        return ChangeUser(id, audit, user => user, basis);
    }

    public ValueTask<bool> UpgradePasswordHashAsync(UserId id, string from, string to, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<bool> DeleteAsync(
        UserId id, DateTimeOffset at, AuditEntry audit, Func<TokenId, AuditEntry> auditToken, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        if (!Users.Remove(id))
            return ValueTask.FromResult(false);
        Deleted.Add(id);
        Audited.Add(audit);
        foreach (var token in Tokens.Values.Where(one => one.Owner == id && one.DeletedAt is null).ToList())
        {
            Tokens[token.Id] = token with { DeletedAt = at };
            Audited.Add(auditToken(token.Id));
        }

        Journal.Add($"write user {id}");
        return ValueTask.FromResult(true);
    }

    private static User WithKept(User before, User after, bool writesRights, WriteBasis basis) =>
        after with { Kept = KeptRights.After(before, after, writesRights, basis.CanGive) };

    private IReadOnlyList<UserId> HoldersOf(string key) =>
        [.. Users.Values.Where(user => UserIdentities.KeysOf(user).Contains(key)).Select(user => user.Id)];

    private void RequireFree(string? identity, UserId own)
    {
        if (identity is not null && HoldersOf(IdentityKey.Of(identity)).Where(id => id != own).ToList() is [var other, ..])
            throw new IdentityTakenException(identity, other);
    }

    private TokenAdditionOutcome? Refusal(Token draft, TokenQuota quota)
    {
        var live = Tokens.Values.Where(one => one.DeletedAt is null && !(one.ExpiresAt <= quota.Now)).ToList();
        return live.Count(one => one.Owner == draft.Owner) >= quota.PerOwner ? TokenAdditionOutcome.OwnerQuotaReached
            : live.Count(one => one.Realm == draft.Realm) >= quota.PerRealm ? TokenAdditionOutcome.RealmQuotaReached
            : draft.ExternalId is { } id && live.Exists(one => one.Owner == draft.Owner && one.ExternalId == id) ? TokenAdditionOutcome.DuplicateExternalId
            : null;
    }

    private ValueTask<T> Answer<T>(T value)
    {
        ThrowIfDown();
        return ValueTask.FromResult(value);
    }

    private ValueTask<bool> ChangeToken(TokenId id, AuditEntry audit, Func<Token, Token> change, WriteBasis? basis = null)
    {
        ThrowIfDown();
        Require(basis);
        if (Tokens.GetValueOrDefault(id) is not { DeletedAt: null } token)
            return ValueTask.FromResult(false);
        Tokens[id] = change(token);
        Audited.Add(audit);
        Journal.Add($"write token {id}");
        return ValueTask.FromResult(true);
    }

    private ValueTask<bool> ChangeUser(UserId id, AuditEntry audit, Func<User, User> change, WriteBasis basis)
    {
        ThrowIfDown();
        Require(basis);
        if (Users.GetValueOrDefault(id) is not { } user)
            return ValueTask.FromResult(false);
        Users[id] = change(user);
        Audited.Add(audit);
        Journal.Add($"write user {id}");
        return ValueTask.FromResult(true);
    }

    // As the real one: what was decided on, against what is there now. The tokens that call are mostly not put here.
    private void Require(WriteBasis? basis)
    {
        var beforeWrite = BeforeWrite;
        BeforeWrite = null;
        beforeWrite?.Invoke();
        foreach (var user in basis?.Users ?? [])
        {
            if (Users.TryGetValue(user.Id, out var now) ? !WriteBasis.Holds(user, now) : Deleted.Contains(user.Id))
                throw new ChangedMeanwhileException();
        }

        if (basis?.Credential is { } credential && Tokens.TryGetValue(credential.Id, out var token) && !basis.Holds(token, DateTimeOffset.MinValue))
            throw new ChangedMeanwhileException();
        if (basis?.Subject is { } subject && !basis.HoldsOf(Tokens.GetValueOrDefault(subject.Id)))
            throw new ChangedMeanwhileException();
    }

    private void ThrowIfDown()
    {
        if (IsDown)
            throw new StoreUnavailableException("down");
    }
}
