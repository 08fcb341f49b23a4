using TokenGateway.Core.Auditing;

namespace TokenGateway.Commands;

/// <summary>What the audit commands share.</summary>
internal static class AuditText
{
    /// <summary>Checks the audit log of the gateway's store.</summary>
    /// <exception cref="UsageException">There is no log.</exception>
    public static Task<AuditReport> VerifyAuditAsync(this OfflineGateway gateway, AuditHead? known, CancellationToken cancellationToken) =>
        new AuditVerifier(gateway.Audit, RequireChain(gateway)).VerifyAsync(known, cancellationToken);

    /// <summary>How much was checked, of which time, and where the log ends.</summary>
    public static string Describe(AuditReport report)
    {
        if (report.Checked == 0)
            return report.Fault is null ? "intact: nothing was recorded yet" : "0 records in order";
        var times = $"{Moments.Text(report.From!.Value)} to {Moments.Text(report.Until!.Value)}";
        return report.Fault is null
            ? $"intact: {report.Checked} records, {times}, head {report.Head}"
            : $"{report.Checked} records in order before that, {times}";
    }

    private static AuditChain RequireChain(OfflineGateway gateway) => gateway.Store.AuditChain is { } chain
        ? chain.Value
        : throw new UsageException("There is no audit log: TokenGateway:Store:Provider is None, so that nothing changes.");
}
