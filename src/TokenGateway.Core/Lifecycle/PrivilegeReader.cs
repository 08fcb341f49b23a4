using TokenGateway.Core.Storage;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Reads what tokens needed and holds it against what they have.</summary>
internal sealed class PrivilegeReader(IUserStore users, IPermissionUseStore uses)
{
    /// <summary>For several tokens at one moment.</summary>
    public async ValueTask<PrivilegeJudge> OpenAsync(AccessModel model, DateTimeOffset now, CancellationToken cancellationToken) =>
        new(users, uses, model, now, await uses.ListRecordedAsync(cancellationToken));
}
