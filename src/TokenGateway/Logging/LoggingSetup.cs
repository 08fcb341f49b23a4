using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;

namespace TokenGateway.Logging;

/// <summary>
/// Serilog: one JSON line an event for machines, or readable lines for a person. The <c>Serilog</c> section of the file
/// can change levels and sinks; with a <c>WriteTo</c> of its own it replaces the console.
/// </summary>
internal static class LoggingSetup
{
    public static void AddGatewayLogging(this WebApplicationBuilder builder, bool readable)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Yarp", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.FromLogContext()
            .Enrich.With<WithoutRequestPath>();
        if (!builder.Configuration.GetSection("Serilog:WriteTo").Exists())
            configuration.WriteTo.Async(sink => Console(sink, readable), bufferSize: 50_000);

        // Levels are Serilog's affair; the framework's own filter passes everything but what must never be logged.
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        builder.Logging.AddSerilog(configuration.CreateLogger(), dispose: true);
    }

    private static void Console(Serilog.Configuration.LoggerSinkConfiguration sink, bool readable)
    {
        if (readable)
            sink.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}", formatProvider: CultureInfo.InvariantCulture);
        else
            sink.Console(new JsonLines());
    }
}
