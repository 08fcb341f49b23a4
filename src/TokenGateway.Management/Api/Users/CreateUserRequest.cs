namespace TokenGateway.Management.Api.Users;

/// <summary>A new user.</summary>
/// <param name="Id">1 to 255 printable characters without % and surrounding white space; sent to upstreams.</param>
/// <param name="Email">Where notices go; sent to upstreams.</param>
/// <param name="Name">The display name.</param>
/// <param name="Roles">One or more.</param>
/// <param name="Realms">Realms of the user's own, * for all; absent: default.</param>
/// <param name="CanCreateTokens">May make tokens where only selected users may; absent: no.</param>
internal sealed record CreateUserRequest(
    string? Id = null, string? Email = null, string? Name = null, IReadOnlyList<string>? Roles = null, bool? CanCreateTokens = null,
    IReadOnlyList<string>? Realms = null);
