using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Settings.Configuration;
using TokenGateway.Edge.Diagnostics;

namespace TokenGateway.Logging;

/// <summary>
/// Serilog: one JSON line an event for machines, or readable lines for a person. The <c>Serilog</c> section of the file
/// can change levels and sinks; with a <c>WriteTo</c> of its own it replaces the console, for the access log too.
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

            // Whenever it makes a key it warns that the key lies in the store as it is, which docs/users.md says.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .ReadFrom.Configuration(builder.Configuration, ReaderFor(builder.Configuration))
            .Enrich.FromLogContext()
            .Enrich.With<WithoutRequestPath>();
        if (readable)
            WriteForPeople(configuration);
        else if (!builder.Configuration.GetSection("Serilog:WriteTo").Exists())
            WriteForMachines(builder.Services, configuration);

        // Levels are Serilog's affair; the framework's own filter passes everything but what must never be logged.
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        builder.Logging.AddSerilog(configuration.CreateLogger(), dispose: true);
    }

    // Sinks and enrichers are looked for in every assembly beside the program, which takes long at every start; levels are
    // in none of them.
    private static ConfigurationReaderOptions? ReaderFor(ConfigurationManager configuration) =>
        configuration.GetSection("Serilog").GetChildren().All(one => one.Key.Equals("MinimumLevel", StringComparison.OrdinalIgnoreCase))
            ? new ConfigurationReaderOptions(typeof(LoggerConfiguration).Assembly)
            : null;

    private static void WriteForPeople(LoggerConfiguration configuration) => configuration.WriteTo.Console(
        outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}", formatProvider: CultureInfo.InvariantCulture);

    private static void WriteForMachines(IServiceCollection services, LoggerConfiguration configuration)
    {
        var output = new BufferedOutput(Console.OpenStandardOutput(), TimeProvider.System);
        configuration.WriteTo.Sink(new OutputSink(output, new JsonLines()));

        // Made by a factory, so that the container writes out what is left when it ends.
        services.AddSingleton(_ => output);
        services.AddSingleton<IAccessLog, JsonAccessLog>();
    }
}
