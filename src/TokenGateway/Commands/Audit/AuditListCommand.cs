using System.CommandLine;
using System.Text.Json;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Auditing;

namespace TokenGateway.Commands.Audit;

/// <summary><c>audit list</c>: newest first.</summary>
internal static class AuditListCommand
{
    private const int DefaultLimit = 50;

    public static Command Create()
    {
        var which = AuditOptions.Create();
        var limit = new Option<int>("--limit") { Description = $"Show at most this many entries, newest first. Default: {DefaultLimit}.", HelpName = "COUNT", DefaultValueFactory = _ => DefaultLimit };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("list", """
            List audit log entries, newest first.

            Examples:
              tokengateway audit list
              tokengateway audit list --subject user:alice --from 2027-01-01T00:00:00Z --json
            """) { which.Actor, which.Action, which.Subject, which.From, which.Until, limit, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var (filter, count) = (which.Read(parsed), parsed.GetValue(limit));
            if (count < 1)
                throw new UsageException("--limit: at least 1.");
            await using var gateway = OfflineGateway.OpenForAudit(parsed.GetValue(config));
            var records = await gateway.Store.Audit.ListNewestAsync(filter, before: null, count, cancellationToken);
            Write(parsed.InvocationConfiguration.Output, records, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Write(TextWriter output, IReadOnlyList<AuditRecord> records, bool asJson)
    {
        if (asJson)
            output.WriteLine(JsonSerializer.Serialize([.. records.Select(AuditJson.Of)], CommandJson.Default.ListAuditJson));
        else
            TextTable.Write(output, ["SEQ", "AT", "ACTOR", "ACTION", "SUBJECT", "FROM", "BEFORE", "AFTER"], [.. records.Select(Row)]);
    }

    // Control characters cannot be recorded; if they were written into the store directly, they must not reach the
    // terminal.
    private static string[] Row(AuditRecord record) =>
    [.. new[]
    {
        $"{record.Seq}", Timestamps.Text(record.At), record.Entry.Actor.Name, record.Entry.ActionName, record.Entry.Subject,
        record.Entry.Actor.Address ?? "-", record.Entry.Before ?? "-", record.Entry.After ?? "-",
    }.Select(Core.Texts.PrintableText.Escape)];
}
