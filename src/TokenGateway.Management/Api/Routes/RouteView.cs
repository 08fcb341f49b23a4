namespace TokenGateway.Management.Api.Routes;

/// <summary>A route of the edge.</summary>
/// <param name="Methods">The methods that the route matches; empty: any.</param>
/// <param name="Rule">Who may use it, in words.</param>
/// <param name="Cluster">The cluster it forwards to.</param>
/// <param name="Credentials">Where a client may send a token.</param>
/// <param name="Limits">The names of its rate limits.</param>
internal sealed record RouteView(
    string Id, string Path, IReadOnlyList<string> Methods, string Rule, string? Cluster, IReadOnlyList<string> Credentials,
    IReadOnlyList<string> Limits);
