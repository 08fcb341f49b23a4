using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Core.Tests.Fakes;

/// <summary>Keeps what it took; refuses it while it is told to.</summary>
internal sealed class InMemoryPermissionUses : IPermissionUseStore
{
    public Dictionary<(TokenId Token, string Permission), DateOnly> Uses { get; } = [];

    public Dictionary<string, DateOnly> Recorded { get; } = [];

    /// <summary>How often it was told that permissions are recorded.</summary>
    public int Recordings { get; private set; }

    public List<int> Batches { get; } = [];

    public bool IsDown { get; set; }

    public List<(DateOnly Before, int Limit)> Prunes { get; } = [];

    public ValueTask RecordAsync(IReadOnlyList<string> permissions, DateOnly day, CancellationToken cancellationToken)
    {
        if (IsDown)
            return ValueTask.FromException(new StoreUnavailableException("refused"));
        Recordings++;
        foreach (var permission in permissions)
            Recorded.TryAdd(permission, day);
        return default;
    }

    public ValueTask AddAsync(IReadOnlyList<PermissionUse> uses, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (IsDown)
            return ValueTask.FromException(new StoreUnavailableException("refused"));
        Batches.Add(uses.Count);
        foreach (var use in uses.Where(use => Recorded.ContainsKey(use.Permission)))
            Uses[(use.Token, use.Permission)] = use.Day;
        return default;
    }

    public ValueTask<IReadOnlyList<PermissionUse>> ListAsync(IReadOnlyCollection<TokenId> tokens, CancellationToken cancellationToken) =>
        new([.. Uses.Where(one => tokens.Contains(one.Key.Token)).Select(one => new PermissionUse(one.Key.Token, one.Key.Permission, one.Value))]);

    public ValueTask<IReadOnlyList<RecordedPermission>> ListRecordedAsync(CancellationToken cancellationToken) =>
        new([.. Recorded.Select(one => new RecordedPermission(one.Key, one.Value))]);

    public ValueTask<int> PruneAsync(DateOnly before, int limit, CancellationToken cancellationToken)
    {
        Prunes.Add((before, limit));
        return new(0);
    }
}
