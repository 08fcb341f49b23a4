using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Puts into force here what the store holds.</summary>
public interface ISettingsRefresh
{
    /// <summary>The generation in force after it.</summary>
    /// <exception cref="Storage.StoreUnavailableException">The store does not answer; what was known before stays in force.</exception>
    ValueTask<AccessModel> RefreshAsync(CancellationToken cancellationToken);
}
