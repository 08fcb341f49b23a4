using TokenGateway.Management.Api.Tokens;
using TokenGateway.Management.Api.Users;

namespace TokenGateway.Management.Api.Me;

/// <summary>The caller and its current rights.</summary>
/// <param name="By">token or session.</param>
/// <param name="User">The signed-in user, or the token's owner.</param>
/// <param name="Token">The token of the call; null with a session.</param>
/// <param name="Roles">The effective roles: that of the token, or all of the user's that the configuration defines.</param>
/// <param name="Realms">The realms for new tokens: the token's own, or all that the user has and its roles grant; * for all.</param>
/// <param name="Permissions">The effective permissions, for upstreams.</param>
/// <param name="Manages">The effective management rights.</param>
internal sealed record MeView(
    string By, UserView? User, TokenView? Token, IReadOnlyList<string> Roles, IReadOnlyList<string> Realms, IReadOnlyList<string> Permissions,
    IReadOnlyList<string> Manages);
