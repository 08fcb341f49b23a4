using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Storage.Declared;

/// <summary>No store: of tokens that the file declares no use is kept.</summary>
internal sealed class NoPermissionUseStore : IPermissionUseStore
{
    public ValueTask RecordAsync(IReadOnlyList<string> permissions, DateOnly day, CancellationToken cancellationToken) => default;

    public ValueTask AddAsync(IReadOnlyList<PermissionUse> uses, CancellationToken cancellationToken) => default;

    public ValueTask<IReadOnlyList<PermissionUse>> ListAsync(IReadOnlyCollection<TokenId> tokens, CancellationToken cancellationToken) => new([]);

    public ValueTask<IReadOnlyList<RecordedPermission>> ListRecordedAsync(CancellationToken cancellationToken) => new([]);

    public ValueTask<int> PruneAsync(DateOnly before, int limit, CancellationToken cancellationToken) => default;
}
