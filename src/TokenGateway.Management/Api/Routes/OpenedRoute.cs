namespace TokenGateway.Management.Api.Routes;

/// <summary>A route that a token opens.</summary>
/// <param name="Id">The route's name in the file.</param>
/// <param name="Path">Its pattern.</param>
/// <param name="Methods">Those that the token may use; <c>*</c>: every one that no other entry names.</param>
/// <param name="Credentials">Where a token may stand, as the configuration writes it.</param>
internal sealed record OpenedRoute(string Id, string Path, IReadOnlyList<string> Methods, IReadOnlyList<string> Credentials);
