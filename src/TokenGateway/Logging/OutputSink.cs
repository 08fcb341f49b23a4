using System.Text;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace TokenGateway.Logging;

/// <summary>Writes Serilog's events to the same buffered output as the access log, so that lines never interleave.</summary>
internal sealed class OutputSink(BufferedOutput output, ITextFormatter formatter) : ILogEventSink
{
    public void Emit(LogEvent logEvent)
    {
        using var text = new StringWriter();
        formatter.Format(logEvent, text);
        output.Append(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
