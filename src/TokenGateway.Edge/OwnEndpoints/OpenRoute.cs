namespace TokenGateway.Edge.OwnEndpoints;

/// <summary>A route that the token opens, and with which methods; <c>*</c>: any (other).</summary>
internal sealed record OpenRoute(string Route, string Path, string[] Methods);
