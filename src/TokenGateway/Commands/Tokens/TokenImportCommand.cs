using System.CommandLine;
using TokenGateway.Commands.Import;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Api.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary><c>token import</c>.</summary>
internal static class TokenImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "CSV with a header line, or JSON lines (.jsonl, .ndjson)." };
        var values = new Option<bool>("--hash-values-from-stdin") { Description = "Read the tokens' values from standard input, one per line in the order of the file, which has no digests. Only their digests are stored." };
        var weak = new Option<bool>("--dangerous-allow-weak-values") { Description = "Import values that can be guessed." };
        var dry = new Option<bool>("--dry-run") { Description = "Check everything and import nothing." };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("import", """
            Import tokens from another system: all of them or none. Their clients keep using the same values.

            Columns or members: sha256 (hexadecimal digits of the value's SHA-256), owner; optional: name, description,
            externalId, role, permissions (separated by spaces; in JSON a list), realm, manages, notBefore, expiresAt
            (RFC 3339), addresses (separated by spaces; in JSON a list).

            Examples:
              tokengateway token import tokens.csv --dry-run
              tokengateway token import tokens.jsonl
              tokengateway token import owners.csv --hash-values-from-stdin < values.txt
            """) { file, values, weak, dry, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var lines = ImportFile.Read(parsed.GetRequiredValue(file));
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));
            if (parsed.GetValue(values))
                lines = await new StandardInputValues(gateway.Loaded.Model.Dialect.Shape, parsed.GetValue(weak)).AddAsync(lines, Console.In, cancellationToken);
            return await RunAsync(parsed, gateway, ImportLines.Read(lines), parsed.GetValue(dry), parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, OfflineGateway gateway, ImportLines lines, bool isDryRun, bool asJson, CancellationToken cancellationToken)
    {
        var error = parsed.InvocationConfiguration.Error;
        if (lines.Requests.Count > 1000)
            await error.WriteLineAsync($"Read {lines.Requests.Count} lines; now checking them against the store ...");
        var result = await gateway.Importer.ImportAsync(
            gateway.Operator, [.. lines.Requests.Select(one => one.Request)], isDryRun || lines.Faults.Count > 0, gateway.Model, cancellationToken);
        var faults = lines.Faults
            .Concat(result.Refusals.Select(one => (lines.Requests[one.Key].Line, Text: $"{one.Value.Message} ({one.Value.Name})")))
            .OrderBy(one => one.Line).ToList();
        foreach (var (line, text) in faults)
            await error.WriteLineAsync($"line {line}: {text}");
        var verdict = faults.Count > 0 ? $"Nothing was imported: {Count(faults.Count, "line")} of {lines.Requests.Count + lines.Faults.Count} cannot be."
            : isDryRun ? $"{Count(lines.Requests.Count, "token")} can be imported. Nothing was stored (--dry-run)."
            : $"{Count(result.Tokens.Length, "token")} imported.";
        await error.WriteLineAsync(verdict);
        if (asJson)
            await parsed.InvocationConfiguration.Output.WriteLineAsync(CommandJsonOptions.Write(result.Tokens.Select(Shown).ToList()));
        return faults.Count > 0 ? ExitCodes.Refused : ExitCodes.Done;
    }

    private static TokenView Shown(Token token) =>
        TokenView.Of(token, [.. (token.Permissions ?? []).Select(one => one.Value)], TimeProvider.System.GetUtcNow());

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
