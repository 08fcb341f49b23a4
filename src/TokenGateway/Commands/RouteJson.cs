namespace TokenGateway.Commands;

/// <summary>A route as JSON.</summary>
/// <param name="Methods">Those that the route matches; empty: any.</param>
/// <param name="Rule">Who may use it, in words.</param>
/// <param name="Credentials">Where a token may stand.</param>
/// <param name="Limits">The names of its rate limits.</param>
internal sealed record RouteJson(
    string Id, string Path, IReadOnlyList<string> Methods, string Rule, string? Cluster, IReadOnlyList<string> Credentials,
    IReadOnlyList<string> Limits);
