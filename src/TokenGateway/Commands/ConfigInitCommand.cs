using System.CommandLine;
using System.Text.Json;
using TokenGateway.Configuration;
using TokenGateway.Edge.Configuration;

namespace TokenGateway.Commands;

/// <summary><c>config init</c>.</summary>
internal static class ConfigInitCommand
{
    private const string DefaultPath = "config/gateway.json";

    public static Command Create()
    {
        var path = new Option<string>("--path") { Description = $"The file to write. Default: {DefaultPath}.", HelpName = "FILE", DefaultValueFactory = _ => DefaultPath };
        var force = new Option<bool>("--force") { Description = "Write over files that are there." };
        var command = new Command("init", """
            Write a working sample configuration, and its schema beside it.

            Examples:
              tokengateway config init
              tokengateway config init --path /etc/tokengateway/gateway.json
            """) { path, force };
        command.SetWork((parsed, cancellationToken) =>
            WriteAsync(parsed, Path.GetFullPath(parsed.GetRequiredValue(path)), parsed.GetValue(force), cancellationToken));
        return command;
    }

    private static async Task<int> WriteAsync(ParseResult parsed, string path, bool force, CancellationToken cancellationToken)
    {
        var error = parsed.InvocationConfiguration.Error;
        var schema = Path.Combine(Path.GetDirectoryName(path)!, "schema.json");
        if (!force && new[] { path, schema }.FirstOrDefault(File.Exists) is { } taken)
        {
            await error.WriteLineAsync($"{taken} is there already. Nothing was written; --force writes over it.");
            return ExitCodes.Refused;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, Sample(), cancellationToken);
            await File.WriteAllTextAsync(schema, SchemaWriter.Write(), cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"Cannot be written: {failure.Message}");
            return ExitCodes.Refused;
        }

        await error.WriteLineAsync($"Wrote {path} and {schema}.");
        await error.WriteLineAsync($"Next: set the address of your API under ReverseProxy:Clusters, then `tokengateway serve --config {path}`.");
        return ExitCodes.Done;
    }

    // A store beside the file is in the way where the file's folder is mounted and the data's is elsewhere.
    private static string Sample() => DataFolder.ConnectionString is { } connection
        ? SampleConfig.Read().Replace("Data Source=data/tokengateway.db", JsonEncodedText.Encode(connection).ToString(), StringComparison.Ordinal)
        : SampleConfig.Read();
}
