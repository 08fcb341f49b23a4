using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Who may read the audit log.</summary>
/// <remarks>Throws <see cref="StoreUnavailableException"/> when the store does not answer.</remarks>
public sealed class AuditReader(IAuditLog log)
{
    /// <summary>Records by descending number, at most <paramref name="limit"/>, those before <paramref name="before"/> only (null: all).</summary>
    public async ValueTask<LifecycleResult<IReadOnlyList<AuditRecord>>> ListAsync(
        Actor actor, AuditFilter filter, long? before, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.Rights.HasFlag(ManagementRights.Audit))
            return new LifecycleError(LifecycleErrorCode.Forbidden, $"{actor.Name} may not read the audit log.");
        return new LifecycleResult<IReadOnlyList<AuditRecord>>(await log.ListNewestAsync(filter, before, limit, cancellationToken));
    }
}
