using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Applies the stored settings in this process.</summary>
public interface ISettingsRefresh
{
    /// <summary>Returns the new current generation.</summary>
    /// <exception cref="Storage.StoreUnavailableException">The store does not respond; the previous settings stay in force.</exception>
    ValueTask<AccessModel> RefreshAsync(CancellationToken cancellationToken);
}
