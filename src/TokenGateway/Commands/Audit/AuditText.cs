using System.Security.Cryptography;
using TokenGateway.Core.Auditing;

namespace TokenGateway.Commands.Audit;

/// <summary>Functions shared by the audit commands.</summary>
internal static class AuditText
{
    /// <summary>Checks the audit log of the gateway's store.</summary>
    /// <exception cref="UsageException">There is no log.</exception>
    public static async Task<AuditReport> VerifyAuditAsync(this OfflineGateway gateway, AuditHead? known, CancellationToken cancellationToken)
    {
        if (gateway.Store.AuditChain is not { } chain)
            throw new UsageException("There is no audit log: TokenGateway:Store:Provider is None, so nothing can change.");

        // An empty log is intact with any key, and checking it creates none.
        var key = await gateway.IsAuditEmptyAsync(cancellationToken) ? new AuditChain(RandomNumberGenerator.GetBytes(AuditChain.MinKeyLength)) : chain.Value;
        return await new AuditVerifier(gateway.Store.Audit, key).VerifyAsync(known, cancellationToken);
    }

    /// <summary>Whether there are no records.</summary>
    public static async Task<bool> IsAuditEmptyAsync(this OfflineGateway gateway, CancellationToken cancellationToken) =>
        await gateway.Store.Audit.ReadHeadAsync(cancellationToken) is null
        && await gateway.Store.Audit.ReadCheckpointAsync(cancellationToken) is null
        && await gateway.Store.Audit.ListNewestAsync(AuditFilter.All, null, 1, cancellationToken) is [];

    /// <summary>The number and time range of checked records, and the head of the log.</summary>
    public static string Describe(AuditReport report)
    {
        if (report.Checked == 0)
            return report.Fault is null ? "intact: the log is empty" : "0 records in order before that";
        var times = $"{Timestamps.Text(report.From!.Value)} to {Timestamps.Text(report.Until!.Value)}";
        return report.Fault is null
            ? $"intact: {Count(report.Checked)}, {times}, head {report.Head}"
            : $"{Count(report.Checked)} in order before that, {times}";
    }

    private static string Count(long records) => records == 1 ? "1 record" : $"{records} records";
}
