using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Settings.Configuration;
using TokenGateway.Edge.Diagnostics;

namespace TokenGateway.Logging;

/// <summary>
/// Serilog: one JSON line per event for machines, or readable lines for a terminal. The <c>Serilog</c> section of the file
/// can change levels and sinks; its own <c>WriteTo</c> replaces the console, also for the access log.
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

            // For every new key it warns that the key is stored unencrypted, which docs/users.md documents.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error);
        if (builder.Configuration.GetSection("Serilog").Exists())
            Read(configuration, builder.Configuration);
        configuration.Enrich.FromLogContext().Enrich.With<WithoutRequestPath>();
        if (readable)
            WriteForPeople(configuration);
        else if (!builder.Configuration.GetSection("Serilog:WriteTo").Exists())
            WriteForMachines(builder.Services, configuration);

        // Serilog controls the levels; the framework's own filter passes everything except what must never be logged.
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        builder.Logging.AddSerilog(configuration.CreateLogger(), dispose: true);
    }

    private static void Read(LoggerConfiguration logger, ConfigurationManager configuration) =>
        logger.ReadFrom.Configuration(configuration, ReaderFor(configuration));

    // Serilog searches every assembly beside the program for sinks and enrichers, which slows down each start and is
    // unnecessary for levels.
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

        // Registered as a factory, so that the container disposes it and flushes the rest.
        services.AddSingleton(_ => output);
        services.AddSingleton<IAccessLog, JsonAccessLog>();
    }
}
