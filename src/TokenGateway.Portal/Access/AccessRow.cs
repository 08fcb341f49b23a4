using TokenGateway.Management.Api.Routes;

namespace TokenGateway.Portal.Access;

/// <summary>A route, and for each role the allowed methods; <c>*</c>: all; empty: none.</summary>
internal sealed record AccessRow(RouteView Route, IReadOnlyList<string> Cells);
