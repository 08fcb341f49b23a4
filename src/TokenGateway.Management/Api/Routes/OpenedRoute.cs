namespace TokenGateway.Management.Api.Routes;

/// <summary>A route that a token may use.</summary>
/// <param name="Id">The id of the route in the file.</param>
/// <param name="Path">Its pattern.</param>
/// <param name="Methods">The methods that the token may use; <c>*</c>: all that no other entry names.</param>
/// <param name="Credentials">The credential locations in the configuration's form.</param>
internal sealed record OpenedRoute(string Id, string Path, IReadOnlyList<string> Methods, IReadOnlyList<string> Credentials);
