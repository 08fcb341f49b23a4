namespace TokenGateway.Management.Api.Users;

/// <summary>What shall change of a user: members that are absent stay as they are.</summary>
/// <param name="Email">null takes it away.</param>
/// <param name="Name">null takes it away.</param>
/// <param name="Roles">Exactly these from now on.</param>
/// <param name="Realms">Exactly these of the user's own from now on, * for all.</param>
/// <param name="Maintainers">Of a service account: exactly these users manage its tokens from now on.</param>
/// <param name="Disabled">true kills all of the user's tokens until it is false again.</param>
internal sealed record PatchUserRequest(
    string? Email = null, string? Name = null, IReadOnlyList<string>? Roles = null, bool? Disabled = null, bool? CanCreateTokens = null,
    IReadOnlyList<string>? Realms = null, IReadOnlyList<string>? Maintainers = null);
