using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;

namespace TokenGateway.Listening;

/// <summary>
/// Writes a line for every activity with all its tags, every measurement with its tags, and every event of the sources
/// that monitoring tools listen to in production, at Verbose. Not the sources that dump what goes over the wire
/// (<c>Private.InternalDiagnostics.*</c>, for debugging the runtime itself): they repeat every byte by design.
/// </summary>
internal sealed class Overheard : EventListener
{
    private static readonly string[] Sources =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http.Connections", "Microsoft-AspNetCore-Server-Kestrel", "Microsoft-Extensions-Logging",
        "Microsoft-Extensions-DependencyInjection", "System.Net.Http", "System.Net.NameResolution", "System.Net.Security", "System.Net.Sockets",
        "System.Net.WebSockets", "System.Diagnostics.Metrics", "Yarp.ReverseProxy",
    ];

    private readonly StreamWriter _file;
    private readonly StreamWriter _requestLines;
    private readonly ActivityListener _activities;
    private readonly MeterListener _measurements;

    public Overheard(string folder)
    {
        _file = new StreamWriter(Path.Combine(folder, "overheard.txt"));
        _requestLines = new StreamWriter(Path.Combine(folder, "request-lines.txt"));
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity => Write("started", activity),
            ActivityStopped = activity => Write("stopped", activity),
        };
        ActivitySource.AddActivityListener(_activities);
        _measurements = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        _measurements.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Write(instrument, tags));
        _measurements.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Write(instrument, tags));
        _measurements.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Write(instrument, tags));
        _measurements.Start();
        foreach (var source in EventSource.GetSources())
            Listen(source);
    }

    public override void Dispose()
    {
        _activities.Dispose();
        _measurements.Dispose();
        base.Dispose();
        lock (_file)
        {
            _file.Dispose();
            _requestLines.Dispose();
        }
    }

    // Called for sources that are there already before the constructor of this class has run.
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (_measurements is not null)
            Listen(eventSource);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData) => Write(
        TellsRequestLine(eventData) ? _requestLines : _file,
        $"event {eventData.EventSource.Name} {eventData.EventName} {eventData.Message} {string.Join(' ', eventData.Payload?.Select(Text) ?? [])}");

    private void Listen(EventSource source)
    {
        if (Sources.Contains(source.Name, StringComparer.Ordinal))
            EnableEvents(source, EventLevel.Verbose, EventKeywords.All);
    }

    private void Write(string what, Activity activity) =>
        Write($"activity {what} {activity.Source.Name} {activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {activity.TraceStateString} "
            + string.Join(' ', activity.TagObjects.Concat(activity.Events.SelectMany(one => one.Tags)).Select(tag => $"{tag.Key}={tag.Value}"))
            + string.Join(' ', activity.Baggage.Select(one => $"{one.Key}={one.Value}")));

    private void Write(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var line = $"measurement {instrument.Meter.Name} {instrument.Name}";
        foreach (var tag in tags)
            line += $" {tag.Key}={tag.Value}";
        Write(line);
    }

    private void Write(string line) => Write(_file, line);

    private void Write(StreamWriter to, string line)
    {
        lock (_file)
            to.WriteLine(line);
    }

    private static bool TellsRequestLine(EventWrittenEventArgs eventData) =>
        eventData is { EventSource.Name: "Microsoft-AspNetCore-Server-Kestrel" or "System.Net.Http", EventName: "RequestStart" or "RequestStop" };

    private static string Text(object? value) => value is byte[] bytes ? Convert.ToBase64String(bytes) : value?.ToString() ?? "";
}
