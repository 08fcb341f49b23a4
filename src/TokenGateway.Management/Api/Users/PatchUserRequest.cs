namespace TokenGateway.Management.Api.Users;

/// <summary>The changes of a user: absent members stay unchanged.</summary>
/// <param name="Email">null removes it.</param>
/// <param name="Name">null removes it.</param>
/// <param name="Roles">Replaces all roles.</param>
/// <param name="Realms">Replaces the user's own realms, * for all.</param>
/// <param name="Maintainers">For a service account: replaces the users who manage its tokens.</param>
/// <param name="Disabled">true: none of the user's tokens authenticates until it is false again.</param>
internal sealed record PatchUserRequest(
    string? Email = null, string? Name = null, IReadOnlyList<string>? Roles = null, bool? Disabled = null, bool? CanCreateTokens = null,
    IReadOnlyList<string>? Realms = null, IReadOnlyList<string>? Maintainers = null);
