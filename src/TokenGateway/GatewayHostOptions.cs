using TokenGateway.ConfigFiles;

namespace TokenGateway;

/// <summary>How a gateway host is made; tests and the demo use the same.</summary>
internal sealed record GatewayHostOptions
{
    public required ConfigFile ConfigFile { get; init; }

    /// <summary>JSON lines for machines, or readable lines for a person at a terminal.</summary>
    public bool ReadableLogs { get; init; }

    /// <summary>Whoever starts it makes users right after: nobody is told how to make the first.</summary>
    public bool MakesUsersItself { get; init; }

    /// <summary>Called last, before the host is built.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }
}
