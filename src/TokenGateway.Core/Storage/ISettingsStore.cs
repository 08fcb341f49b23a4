using TokenGateway.Core.Auditing;

namespace TokenGateway.Core.Storage;

/// <summary>Where run-time settings are kept, by name, each as a JSON value; the same promises as <see cref="ITokenStore"/>.</summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not answer.</remarks>
public interface ISettingsStore
{
    ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Sets those that have a value and takes back those that have none.</summary>
    ValueTask WriteAsync(IReadOnlyDictionary<string, string?> changes, AuditEntry audit, CancellationToken cancellationToken);
}
