using System.Runtime.InteropServices;
using TokenGateway.Dialects;
using TokenGateway.Edge.Configuration;

namespace TokenGateway.Edge.Decisions;

/// <summary>What was decided on something that a request names beside its own target.</summary>
/// <param name="Code">Null: allowed.</param>
/// <param name="Route">The route that decided; null: none takes it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SecondVerdict(RefusalCode? Code, string? Detail, GatewayRoute? Route)
{
    public string? Needed { get; init; }

    public string? Has { get; init; }

    /// <summary>The methods that are allowed, of a 405.</summary>
    public string? Allow { get; init; }

    public static SecondVerdict Allowed(GatewayRoute? route = null) => new(null, null, route);

    public static SecondVerdict Bad(string detail) => new(RefusalCode.BadTarget, detail, null);
}
