using System.CommandLine;
using System.Globalization;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Commands.Audit;

/// <summary><c>audit rekey</c>: continues with a new key if the current one is lost, disclosed or wrong.</summary>
internal static class AuditRekeyCommand
{
    public static Command Create()
    {
        var replace = new Option<bool>("--replace") { Description = "Replace a key that is present, after verifying the log with it." };
        var broken = new Option<bool>("--accept-broken") { Description = "Replace it even if that verification fails." };
        var config = CommonOptions.Config();
        var command = new Command("rekey", """
            Seal the audit log with another key from now on. Earlier records can no longer be verified.

            Examples:
              tokengateway audit rekey
              tokengateway audit rekey --replace
            """) { replace, broken, config };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            await using var gateway = OfflineGateway.OpenForAudit(parsed.GetValue(config));
            var error = parsed.InvocationConfiguration.Error;
            if (await gateway.IsAuditEmptyAsync(cancellationToken))
                return await RefuseAsync(error, "The audit log is empty: the present key, or the one that the first change creates, is good.");
            var report = IsLost(gateway) ? null : await gateway.VerifyAuditAsync(known: null, cancellationToken);
            if (Refusal(gateway, report, parsed.GetValue(replace), parsed.GetValue(broken)) is { } refusal)
                return await RefuseAsync(error, refusal);
            await RekeyAsync(gateway, report, error, cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }

    private static bool IsLost(OfflineGateway gateway) => gateway.Store.AuditKeyFile is { } file && !File.Exists(file);

    private static string? Refusal(OfflineGateway gateway, AuditReport? report, bool replace, bool acceptBroken)
    {
        var file = gateway.Store.AuditKeyFile;
        return report switch
        {
            null => null,
            { Fault: null } when file is null =>
                "The audit log is already sealed with the configured key. To use another key, set it under TokenGateway:Audit first.",
            _ when !replace => $"The key is there{(file is null ? ", in the configuration" : $": {file}")}. "
                + (report.Fault is { } fault ? $"{fault.Message} Restore the right key, or start over" : "Another takes its place") + " with --replace.",
            { Fault: { Kind: not AuditFaultKind.AnotherKey } fault } when !acceptBroken =>
                $"broken: {fault.Message} Keep a copy of the store as evidence; --accept-broken continues anyway.",
            _ => null,
        };
    }

    private static async Task RekeyAsync(OfflineGateway gateway, AuditReport? report, TextWriter error, CancellationToken cancellationToken)
    {
        var found = report is null ? "the key was lost" : report.Fault?.Message ?? "intact";
        var head = await gateway.Store.RekeyAuditAsync(AuditEntries.Rekeyed(gateway.Operator.Audit, report?.Head, found), cancellationToken);
        var last = (head.Seq - 1).ToString(CultureInfo.InvariantCulture);
        await error.WriteLineAsync($"The audit log is sealed with another key from record {head.Seq} on. Records up to {last} ({found}) can no longer be verified.");
        if (gateway.Store.AuditKeyFile is { } file)
            await error.WriteLineAsync($"The new key is in {file}{(report is null ? "" : $", the one before in {file}.until-{last}")}. Keep a copy of it in another place.");
        await error.WriteLineAsync("Restart every process on this store: with the old key it can record nothing, and so change nothing.");
    }

    private static async Task<int> RefuseAsync(TextWriter error, string why)
    {
        await error.WriteLineAsync(why);
        return ExitCodes.Refused;
    }
}
