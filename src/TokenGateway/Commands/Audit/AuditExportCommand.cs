using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Texts;

namespace TokenGateway.Commands.Audit;

/// <summary><c>audit export</c>: oldest first, page by page, so that a long log is not held in memory.</summary>
internal static class AuditExportCommand
{
    private const int PageSize = 500;

    // The sealed text is JSON itself: quotes as \u0022 would be unreadable.
    private static readonly CommandJson Json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static readonly string[] CsvHead = ["seq", "at", "actor", "user", "token", "address", "action", "subject", "before", "after", "seal"];

    public static Command Create()
    {
        var which = AuditOptions.Create();
        var format = new Option<string>("--format") { Description = "jsonl (one object a line) or csv. Default: jsonl.", HelpName = "FORMAT", DefaultValueFactory = _ => "jsonl" };
        var config = CommonOptions.Config();
        var command = new Command("export", """
            Export the audit log with its seals to standard output, oldest first.

            Examples:
              tokengateway audit export > audit.jsonl
              tokengateway audit export --from 2027-01-01T00:00:00Z --until 2027-02-01T00:00:00Z --format csv
            """) { which.From, which.Until, format, config };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var (filter, line) = (which.ReadTimes(parsed), LineOf(parsed.GetRequiredValue(format)));
            await using var gateway = OfflineGateway.OpenForAudit(parsed.GetValue(config));
            var output = parsed.InvocationConfiguration.Output;
            if (line == CsvLine)
                await output.WriteAsync(Csv(CsvHead));
            for (IReadOnlyList<AuditRecord>? page = null; page is not { Count: 0 };)
            {
                page = await gateway.Store.Audit.ListAsync(filter, page?[^1].Seq ?? long.MinValue, PageSize, cancellationToken);
                foreach (var record in page)
                    await output.WriteAsync(line(AuditCopyJson.Of(record)));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Func<AuditCopyJson, string> LineOf(string format) => format switch
    {
        "jsonl" => JsonLine,
        "csv" => CsvLine,
        _ => throw new UsageException($"--format '{PrintableText.Escape(format)}': formats are jsonl, csv."),
    };

    private static string JsonLine(AuditCopyJson copy) => JsonSerializer.Serialize(copy, Json.AuditCopyJson) + "\n";

    private static string CsvLine(AuditCopyJson copy) => Csv(
        [$"{copy.Seq}", copy.At.ToString("O"), copy.Actor, copy.User, copy.Token, copy.Address, copy.Action, copy.Subject, copy.Before, copy.After, copy.Seal]);

    private static string Csv(IEnumerable<string?> cells) => string.Join(',', cells.Select(CsvCell.Write)) + "\r\n";
}
