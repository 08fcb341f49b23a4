using Serilog.Core;
using Serilog.Events;

namespace TokenGateway.Logging;

/// <summary>Removes the decoded path that hosting adds to every event of a request: a client may have put a secret into it.</summary>
internal sealed class WithoutRequestPath : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
}
