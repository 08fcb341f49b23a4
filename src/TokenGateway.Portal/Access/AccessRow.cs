using TokenGateway.Management.Api.Routes;

namespace TokenGateway.Portal.Access;

/// <summary>A route, and for each role the methods that it opens; <c>*</c>: every one; empty: none.</summary>
internal sealed record AccessRow(RouteView Route, IReadOnlyList<string> Cells);
