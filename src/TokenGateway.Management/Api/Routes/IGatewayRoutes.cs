using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Storage;

namespace TokenGateway.Management.Api.Routes;

/// <summary>What the data plane tells of its routes, by the very engine that decides requests.</summary>
internal interface IGatewayRoutes
{
    IReadOnlyList<RouteView> List();

    Explanation Explain(ExplainQuestion question);

    /// <summary>The routes that a token opens, one that there is or a hypothetical one, by name.</summary>
    IReadOnlyList<OpenedRoute> OpenedBy(TokenFacts token);

    /// <summary>Who may use a method of a route, as it is decided at this moment; null: there is no such route.</summary>
    /// <param name="route">The route's id.</param>
    /// <param name="method">A method.</param>
    RouteGate? GateOf(string route, string method);

    /// <summary>The path on the edge where a token learns about itself; null: there is none.</summary>
    string? SelfPath { get; }

    /// <summary>Where clients reach the edge, without a slash at its end.</summary>
    /// <param name="management">The host that the client named when it came to Management.</param>
    string EdgeUrl(HostString management);
}
