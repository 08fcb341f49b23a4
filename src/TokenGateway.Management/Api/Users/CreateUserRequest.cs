namespace TokenGateway.Management.Api.Users;

/// <summary>A new user.</summary>
/// <param name="Id">1 to 255 printable characters without % and surrounding white space; sent to upstreams.</param>
/// <param name="Email">The address for notices; sent to upstreams.</param>
/// <param name="Name">The display name.</param>
/// <param name="Roles">One or more.</param>
/// <param name="Realms">The user's own realms, * for all; absent: default.</param>
/// <param name="Kind">person, or service: an owner of tokens that does not sign in; absent: person.</param>
/// <param name="Maintainers">For a service account: ids of the users who manage its tokens; absent: only administrators.</param>
/// <param name="CanCreateTokens">Whether the user may create tokens if only selected users may; absent: no.</param>
internal sealed record CreateUserRequest(
    string? Id = null, string? Email = null, string? Name = null, IReadOnlyList<string>? Roles = null, bool? CanCreateTokens = null,
    IReadOnlyList<string>? Realms = null, string? Kind = null, IReadOnlyList<string>? Maintainers = null);
