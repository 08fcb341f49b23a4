using TokenGateway.ConfigFiles;

namespace TokenGateway;

/// <summary>Options of a gateway host; tests and the demo use the same.</summary>
internal sealed record GatewayHostOptions
{
    public required ConfigFile ConfigFile { get; init; }

    /// <summary>JSON lines for machines, or readable lines for a terminal.</summary>
    public bool ReadableLogs { get; init; }

    /// <summary>The caller creates users itself, so the hint about the first one is not logged.</summary>
    public bool MakesUsersItself { get; init; }

    /// <summary>Called last, before the host is built.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }

    /// <summary>Called last, before the container of the management API and the portal is built.</summary>
    public Action<IServiceCollection>? ConfigureManagement { get; init; }
}
