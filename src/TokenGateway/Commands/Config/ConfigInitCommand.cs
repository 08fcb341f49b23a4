using System.CommandLine;
using System.Text.Json;
using TokenGateway.ConfigFiles;
using TokenGateway.Configuration;
using TokenGateway.Core.Texts;

namespace TokenGateway.Commands.Config;

/// <summary><c>config init</c>.</summary>
internal static class ConfigInitCommand
{
    private const string DefaultPath = "config/gateway.json";

    public static Command Create()
    {
        var path = new Option<string>("--path") { Description = $"The file to write. Default: {DefaultPath}.", HelpName = "FILE", DefaultValueFactory = _ => DefaultPath };
        var upstream = new Option<string?>("--upstream") { Description = "Write a minimal configuration that protects this API, instead of the sample.", HelpName = "URL" };
        var force = new Option<bool>("--force") { Description = "Overwrite existing files." };
        var command = new Command("init", """
            Write a working sample configuration, and its schema beside it.

            Examples:
              tokengateway config init
              tokengateway config init --upstream http://localhost:9000
              tokengateway config init --path /etc/tokengateway/gateway.json
            """) { path, upstream, force };
        command.SetWork((parsed, cancellationToken) =>
            WriteAsync(parsed, Path.GetFullPath(parsed.GetRequiredValue(path)), AddressIn(parsed.GetValue(upstream)), parsed.GetValue(force), cancellationToken));
        return command;
    }

    private static async Task<int> WriteAsync(ParseResult parsed, string path, string? upstream, bool force, CancellationToken cancellationToken)
    {
        var error = parsed.InvocationConfiguration.Error;
        var schema = Path.Combine(Path.GetDirectoryName(path)!, "schema.json");
        if (!force && new[] { path, schema }.FirstOrDefault(File.Exists) is { } taken)
        {
            await error.WriteLineAsync($"{taken} already exists. Nothing was written; use --force to overwrite it.");
            return ExitCodes.Refused;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, WithDataFolder(upstream is null ? SampleConfig.Read() : SampleConfig.For(upstream)), cancellationToken);
            await File.WriteAllTextAsync(schema, SchemaWriter.Write(), cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"Cannot write: {failure.Message}");
            return ExitCodes.Refused;
        }

        await error.WriteLineAsync($"Wrote {path} and {schema}.");
        await error.WriteLineAsync(upstream is null
            ? $"Next: set the address of your API under ReverseProxy:Clusters, then `tokengateway serve --config {path}`."
            : $"Next: `tokengateway user create NAME --role Users --config {path}`, `tokengateway token create --user NAME --name NAME --config {path}`, `tokengateway serve --config {path}`.");
        return ExitCodes.Done;
    }

    /// <exception cref="UsageException">It is not the address of an API.</exception>
    private static string? AddressIn(string? text)
    {
        if (text is null)
            return null;
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            && address.UserInfo.Length + address.Query.Length + address.Fragment.Length == 0;
        return isAddress
            ? address!.AbsoluteUri.TrimEnd('/') + "/"
            : throw new UsageException($"--upstream '{PrintableText.Escape(text)}': the http or https address of an API is expected, without user name, query and fragment, for example http://localhost:9000.");
    }

    // A store beside the file does not work where the file's folder is mounted and the data is elsewhere.
    private static string WithDataFolder(string configuration) => DataFolder.ConnectionString is { } connection
        ? configuration.Replace("Data Source=data/tokengateway.db", JsonEncodedText.Encode(connection).ToString(), StringComparison.Ordinal)
        : configuration;
}
