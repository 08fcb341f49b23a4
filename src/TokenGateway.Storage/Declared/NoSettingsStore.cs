using System.Collections.Frozen;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Declared;

/// <summary>No store: the file determines everything, and there are no run-time settings.</summary>
internal sealed class NoSettingsStore : ISettingsStore
{
    public ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken) =>
        new(FrozenDictionary<string, string>.Empty);

    public async ValueTask WriteAsync(IReadOnlyDictionary<string, string?> changes, AuditEntry audit, CancellationToken cancellationToken) =>
        await NoTokenStore.RefuseAsync<bool>();
}
