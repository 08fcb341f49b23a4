using Serilog.Core;
using Serilog.Events;

namespace TokenGateway.Logging;

/// <summary>
/// Takes out what hosting adds to every event of a request: the decoded path, in which a client may have put a secret.
/// </summary>
internal sealed class WithoutRequestPath : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
}
