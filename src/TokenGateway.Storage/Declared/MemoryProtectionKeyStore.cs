using System.Collections.Concurrent;
using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Declared;

/// <summary>No store: keys end with the process, together with the sessions that they protect.</summary>
internal sealed class MemoryProtectionKeyStore : IProtectionKeyStore
{
    private readonly ConcurrentDictionary<string, string> _keys = new(StringComparer.Ordinal);

    public ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => new([.. _keys.Values]);

    public ValueTask PutAsync(string name, string xml, CancellationToken cancellationToken)
    {
        _keys[name] = xml;
        return default;
    }
}
