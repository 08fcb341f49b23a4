using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace TokenGateway.Logging;

/// <summary>Logs the start and stop of a serving gateway.</summary>
internal sealed partial class ServeLog(ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("TokenGateway");

    /// <summary>Logs one line for each address, with its configured endpoint.</summary>
    public void Listening(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var names = app.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint.Key).ToArray();

        // An endpoint at localhost has two addresses, so the assignment is then unknown.
        var isKnown = names.Length == addresses.Count;
        foreach (var (index, address) in addresses.Index())
            Listening(isKnown ? names[index] : string.Join(", ", names), address);
    }

    [LoggerMessage(2020, LogLevel.Information, "{Endpoint} listens on {Address}", EventName = "Listening")]
    private partial void Listening(string endpoint, string address);

    [LoggerMessage(2021, LogLevel.Information, "Stopped", EventName = "Stopped")]
    public partial void Stopped();
}
