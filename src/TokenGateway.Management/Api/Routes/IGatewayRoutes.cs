using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Storage;

namespace TokenGateway.Management.Api.Routes;

/// <summary>The data plane's information about its routes, from the engine that decides requests.</summary>
internal interface IGatewayRoutes
{
    IReadOnlyList<RouteView> List();

    Explanation Explain(ExplainQuestion question);

    /// <summary>The routes that an existing or hypothetical token may use, by name.</summary>
    IReadOnlyList<OpenedRoute> OpenedBy(TokenFacts token);

    /// <summary>Who may currently use a method of a route; null: there is no such route.</summary>
    /// <param name="route">The route's id.</param>
    /// <param name="method">A method.</param>
    RouteGate? GateOf(string route, string method);

    /// <summary>The edge path where a client can look up its own token; null: none.</summary>
    string? SelfPath { get; }

    /// <summary>The URL of the edge for clients, without a trailing slash.</summary>
    /// <param name="management">The host name that the client used for Management.</param>
    string EdgeUrl(HostString management);
}
