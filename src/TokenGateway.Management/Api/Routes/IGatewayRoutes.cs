namespace TokenGateway.Management.Api.Routes;

/// <summary>What the data plane tells of its routes, by the very engine that decides requests.</summary>
internal interface IGatewayRoutes
{
    IReadOnlyList<RouteView> List();

    Explanation Explain(ExplainQuestion question);
}
