using TokenGateway.Core.Protections;

namespace TokenGateway.Endpoints;

/// <summary>Process-wide switches of Kestrel, which must be set before it starts.</summary>
internal static class KestrelSwitches
{
    // A bare LF as line terminator allows request smuggling past a stricter neighbour (RFC 9112, 2.2 permits both).
    public static void Set() => AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", Protection.WholeLineEnds.IsEnabled());
}
