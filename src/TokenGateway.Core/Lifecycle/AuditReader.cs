using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Authorizes reading the audit log.</summary>
/// <remarks>Throws <see cref="StoreUnavailableException"/> when the store does not respond.</remarks>
public sealed class AuditReader(IAuditLog log)
{
    /// <summary>
    /// Records by descending number, at most <paramref name="limit"/>, only those before <paramref name="before"/> (null:
    /// all).
    /// </summary>
    public async ValueTask<LifecycleResult<IReadOnlyList<AuditRecord>>> ListAsync(
        Actor actor, AuditFilter filter, long? before, int limit, CancellationToken cancellationToken)
    {
        if (ManagementRules.MayReadAudit(actor) is { } forbidden)
            return forbidden;
        return new LifecycleResult<IReadOnlyList<AuditRecord>>(await log.ListNewestAsync(filter, before, limit, cancellationToken));
    }
}
