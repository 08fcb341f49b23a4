using System.CommandLine;
using System.Text.Json;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Texts;

namespace TokenGateway.Commands.Audit;

/// <summary><c>audit verify</c>: exit code 0 means intact, 1 that the log was changed.</summary>
internal static class AuditVerifyCommand
{
    public static Command Create()
    {
        var head = new Option<string?>("--head") { Description = "Also compare with a head from the gateway's log (category TokenGateway.Audit).", HelpName = "SEQ:HEX" };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("verify", """
            Verify that no entry was edited, removed, moved or cut off. Exit code 0: intact, 1: broken.

            Examples:
              tokengateway audit verify
              tokengateway audit verify --head 5120:8c2f0a51...d3
            """) { head, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var known = ReadHead(parsed.GetValue(head));
            await using var gateway = OfflineGateway.OpenForAudit(parsed.GetValue(config));
            var report = await gateway.VerifyAuditAsync(known, cancellationToken);
            if (report is { Fault: null, IsKnownHeadTooOld: true })
                throw new UsageException($"--head: records up to {report.Checkpoint!.Seq} were deleted or sealed with an earlier key. Compare with a later head.");
            Write(parsed, report, parsed.GetValue(json));
            return report.Fault is null ? ExitCodes.Done : ExitCodes.Refused;
        });
        return command;
    }

    private static AuditHead? ReadHead(string? text) => text is null ? null
        : AuditHead.TryParse(text, out var head) ? head
        : throw new UsageException($"--head '{PrintableText.Escape(text)}': a head is a number, a colon and 64 hexadecimal digits.");

    private static void Write(ParseResult parsed, AuditReport report, bool asJson)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(AuditReportJson.Of(report), CommandJson.Default.AuditReportJson));
            return;
        }

        if (report.Fault is { } fault)
            parsed.InvocationConfiguration.Error.WriteLine($"broken: {fault.Message}");
        output.WriteLine(AuditText.Describe(report));
        if (report.Unchecked > 0)
            output.WriteLine($"Records up to {report.Checkpoint!.Seq} were sealed with an earlier key: {report.Unchecked} older records cannot be verified.");
    }
}
