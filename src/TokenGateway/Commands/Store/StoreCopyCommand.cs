using System.CommandLine;
using System.Globalization;
using TokenGateway.Commands.Options;
using TokenGateway.ConfigFiles;
using TokenGateway.Hosting.Stores;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Commands.Store;

/// <summary><c>store copy</c>: exit code 1 means the wrong target or a store in use, 4 that the copy differs.</summary>
internal static class StoreCopyCommand
{
    public static Command Create()
    {
        var to = new Option<string>("--to") { Description = "The configuration file whose Store is the target. Its secrets stay in files that way.", HelpName = "FILE", Required = true };
        var finish = new Option<bool>("--finish") { Description = "The last pass: while no gateway uses the source, copy what has changed, compare both stores, and open the target for use." };
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("copy", """
            Copy the store into another database: SQLite to PostgreSQL, or back.

            The source can be in use until the last pass. Every pass leaves the target as the source is,
            continues where an interrupted one stopped, and can be repeated. No command opens the target
            before --finish has compared every table by count and digest.

            The target is empty, or an unfinished copy of the same store. Its configuration names the same
            audit log key. It gets what users and tokens have, the audit log, notices, sessions and settings.

            Exit code 0: done, 1: wrong target or a store in use, 4: the stores differ or do not answer.

            Examples:
              tokengateway store copy --to postgresql.json
              tokengateway store copy --to postgresql.json --finish
              tokengateway store copy --config postgresql.json --to sqlite.json --finish --json
            """) { to, finish, config, json };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var (from, target) = (ConfigFile.Locate(parsed.GetValue(config)), ConfigFile.Locate(parsed.GetRequiredValue(to)));
            var error = parsed.InvocationConfiguration.Error;
            try
            {
                var result = await CopyAsync(from, target, parsed.GetValue(finish), error, cancellationToken);
                Write(parsed, result, parsed.GetValue(json));
                return Report(error, result);
            }
            catch (StoreCopyRefusedException refusal)
            {
                await error.WriteLineAsync(refusal.Message);
                return ExitCodes.Refused;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await error.WriteLineAsync("Interrupted. Run the same command again to continue; until the copy is finished, nothing opens the target.");
                return ExitCodes.Refused;
            }
        });
        return command;
    }

    private static async Task<StoreCopyResult> CopyAsync(ConfigFile from, ConfigFile to, bool finishes, TextWriter error, CancellationToken cancellationToken)
    {
        using var progress = new StoreCopyProgressOutput(error, ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected, TimeProvider.System);
        var (source, target) = (OfflineGateway.LoadOnly(from).Written, OfflineGateway.LoadOnly(to).Written);
        return await StoreAccess.CopyAsync((source, from.Folder), (target, to.Folder), finishes, progress, cancellationToken);
    }

    private static void Write(ParseResult parsed, StoreCopyResult result, bool asJson)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (asJson)
        {
            output.WriteLine(CommandJsonOptions.Write(StoreCopyJson.Of(result)));
            return;
        }

        if (result.Tables.Count > 0)
            TextTable.Write(output, ["TABLE", "SOURCE", "TARGET", "SAME"], [.. result.Tables.Select(RowOf)]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(result.IsFinished ? "finished" : "copied")}: {result.Changed} rows changed, {result.Source} to {result.Target}"));
    }

    private static string[] RowOf(StoreCopyTable table) =>
        [table.Name, table.SourceRows.ToString(CultureInfo.InvariantCulture), table.TargetRows.ToString(CultureInfo.InvariantCulture), table.IsSame ? "yes" : "NO"];

    private static int Report(TextWriter error, StoreCopyResult result)
    {
        if (result.Tables.Where(table => !table.IsSame).Select(table => table.Name).ToList() is { Count: > 0 } different)
        {
            error.WriteLine($"The copy differs from its source in {string.Join(", ", different)}: somebody wrote to the target. It stays closed. Run the same command again.");
            return ExitCodes.Store;
        }

        error.WriteLine(result.IsFinished
            ? "Start the gateways with the target's configuration, and none with the source's: it does not get what happens from now on."
            : "The target is not finished. Stop every gateway that uses the source, and run the same command with --finish.");
        return ExitCodes.Done;
    }
}
