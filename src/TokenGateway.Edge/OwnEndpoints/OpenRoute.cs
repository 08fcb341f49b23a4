namespace TokenGateway.Edge.OwnEndpoints;

/// <summary>A route that the token may use, and its methods; <c>*</c>: any (other).</summary>
internal sealed record OpenRoute(string Route, string Path, string[] Methods);
