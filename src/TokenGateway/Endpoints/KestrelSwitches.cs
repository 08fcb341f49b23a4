using TokenGateway.Core.Protections;

namespace TokenGateway.Endpoints;

/// <summary>Switches of Kestrel that exist for a whole process and must be set before it starts.</summary>
internal static class KestrelSwitches
{
    // A bare LF as line end is how requests are smuggled past a stricter neighbour (RFC 9112, 2.2 allows either).
    public static void Set() => AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", Protection.WholeLineEnds.IsEnabled());
}
