using System.CommandLine;
using System.Net.Security;
using TokenGateway.Configuration;
using TokenGateway.Edge.Configuration;
using TokenGateway.Endpoints;

namespace TokenGateway.Commands;

/// <summary><c>healthcheck</c>: asks a running gateway, for containers whose image has no curl.</summary>
internal static class HealthCheckCommand
{
    private const string Path = "/healthz";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var url = new Option<string?>("--url") { Description = $"What to ask. Default: {Path} at the Management or Probe endpoint of the configuration.", HelpName = "URL" };
        var config = CommonOptions.Config();
        var command = new Command("healthcheck", """
            Ask the running gateway for its health: exit code 0 or 1, after at most 3 seconds.

            Examples:
              tokengateway healthcheck
              tokengateway healthcheck --url http://127.0.0.1:8081/readyz
            """) { url, config };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var target = parsed.GetValue(url) is { } named ? Parse(named) : Derive(parsed.GetValue(config));
            if (await AskAsync(target, cancellationToken) is not { } fault)
                return ExitCodes.Done;
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"{target}: {fault}");
            return ExitCodes.Refused;
        });
        return command;
    }

    private static Uri Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : throw new UsageException("--url: an absolute http or https address is expected, such as http://127.0.0.1:8081/healthz.");

    // A file that was broken or taken away meanwhile does not make the running gateway ill: then the default is asked.
    private static Uri Derive(string? config)
    {
        try
        {
            return new Uri(LocalAddress.Of(GatewayConfiguration.Build(ConfigFile.Locate(config))), Path);
        }
        catch (Exception failure) when (failure is ConfigurationInvalidException || (failure is ConfigFileNotFoundException && config is null))
        {
            return new Uri(LocalAddress.Default, Path);
        }
    }

    private static async Task<string?> AskAsync(Uri target, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false };

        // The name in the certificate is that of the outside; whom we ask is decided by the address.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, faults) => faults == SslPolicyErrors.None || target.IsLoopback;
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(target, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.IsSuccessStatusCode ? null : $"answered {(int)answer.StatusCode}";
        }
        catch (HttpRequestException failure)
        {
            return failure.GetBaseException().Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {Patience.TotalSeconds:0} seconds";
        }
    }
}
