using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace TokenGateway.Listening;

/// <summary>Traces and metrics of every source, exported as operators do: OTLP over HTTP, protobuf.</summary>
internal sealed class Exports : IDisposable
{
    private const int FlushMilliseconds = 5000;

    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    public Exports(Uri collector)
    {
        _traces = Sdk.CreateTracerProviderBuilder().AddSource("*").SetSampler(new AlwaysOnSampler())
            .AddOtlpExporter(otlp => Set(otlp, new Uri(collector, "v1/traces"))).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().AddMeter("*")
            .AddOtlpExporter(otlp => Set(otlp, new Uri(collector, "v1/metrics"))).Build();
    }

    public void Dispose()
    {
        _traces.ForceFlush(FlushMilliseconds);
        _metrics.ForceFlush(FlushMilliseconds);
        _traces.Dispose();
        _metrics.Dispose();
    }

    private static void Set(OtlpExporterOptions otlp, Uri endpoint) =>
        (otlp.Protocol, otlp.Endpoint) = (OtlpExportProtocol.HttpProtobuf, endpoint);
}
