using System.CommandLine;
using TokenGateway.Commands.Options;
using TokenGateway.ConfigFiles;
using TokenGateway.Configuration.Errors;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Times;
using TokenGateway.Endpoints;

namespace TokenGateway.Commands;

/// <summary><c>healthcheck</c>: checks a running gateway, for container images without curl.</summary>
internal static class HealthCheckCommand
{
    private const string Page = "/readyz?verbose";

    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var url = new Option<string?>("--url") { Description = "The URL to check. Default: /readyz on the Management or Probe endpoint of the configuration.", HelpName = "URL" };
        var timeout = new Option<string?>("--timeout") { Description = "How long to wait for the answer: 500ms, 3s. Default: 3s.", HelpName = "TIME" };
        var config = CommonOptions.Config();
        var command = new Command("healthcheck", """
            Check whether the running gateway is ready for traffic. Exit code 0: ready; 1: not ready, with the reason.

            The address comes from the configuration: an endpoint on every address is asked at
            loopback, a unix socket through its file. The certificate of such an own address, and of
            any loopback address, is not verified.

            Examples:
              tokengateway healthcheck
              tokengateway healthcheck --timeout 500ms
              tokengateway healthcheck --url http://127.0.0.1:8081/healthz
            """) { url, timeout, config };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var patience = PatienceOf(parsed.GetValue(timeout));
            var question = parsed.GetValue(url) is { } named ? Parse(named) : Derive(parsed.GetValue(config));
            var fault = await question.AskAsync(patience, cancellationToken);
            var (to, exitCode) = fault is null
                ? (parsed.InvocationConfiguration.Output, ExitCodes.Done)
                : (parsed.InvocationConfiguration.Error, ExitCodes.Refused);
            await to.WriteLineAsync($"{question}: {fault ?? "ok"}");
            return exitCode;
        });
        return command;
    }

    private static TimeSpan PatienceOf(string? text)
    {
        if (text is null)
            return DefaultPatience;
        return DurationText.TryParse(text, out var time) && time > TimeSpan.Zero && time <= TimeSpan.FromHours(1)
            ? time
            : throw new UsageException($"--timeout '{PrintableText.Escape(text)}': a whole number and a unit are expected, at most 1h: 500ms, 3s.");
    }

    private static HealthProbe Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.Host.Length > 0
            ? new HealthProbe(new LocalAddress(new UriBuilder(url.Scheme, url.Host, url.Port).Uri), url.PathAndQuery, OwnAddress: false)
            : throw new UsageException("--url: an absolute http or https address is expected, such as http://127.0.0.1:8081/readyz.");

    // A file that became invalid or was removed does not make the running gateway unhealthy: the default address is used
    // then.
    private static HealthProbe Derive(string? config)
    {
        try
        {
            return Own(LocalAddress.Of(GatewayConfiguration.Build(ConfigFile.Locate(config))));
        }
        catch (Exception failure) when (failure is ConfigurationInvalidException || (failure is ConfigFileNotFoundException && config is null))
        {
            return Own(LocalAddress.Default);
        }
    }

    private static HealthProbe Own(LocalAddress address) => new(address, Page, OwnAddress: true);
}
