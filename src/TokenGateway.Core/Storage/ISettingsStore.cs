using TokenGateway.Core.Auditing;

namespace TokenGateway.Core.Storage;

/// <summary>Stores run-time settings, by name, each as a JSON value; with the same guarantees as <see cref="ITokenStore"/>.</summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not respond.</remarks>
public interface ISettingsStore
{
    ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Sets those with a value and resets those without.</summary>
    ValueTask WriteAsync(IReadOnlyDictionary<string, string?> changes, AuditEntry audit, CancellationToken cancellationToken);
}
