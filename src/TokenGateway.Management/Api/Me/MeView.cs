using TokenGateway.Management.Api.Tokens;
using TokenGateway.Management.Api.Users;

namespace TokenGateway.Management.Api.Me;

/// <summary>Who calls, and what the caller has at this moment.</summary>
/// <param name="By">token or session.</param>
/// <param name="User">The one who signed in, or the token's owner.</param>
/// <param name="Token">The token of the call; null by session.</param>
/// <param name="Roles">In force: the token's one, or all of the user's that the configuration knows.</param>
/// <param name="Realms">Where new tokens may belong: the token's own, or all that the user has and its roles grant; * for all.</param>
/// <param name="Permissions">In force, for upstreams.</param>
/// <param name="Manages">In force, in the gateway.</param>
internal sealed record MeView(
    string By, UserView? User, TokenView? Token, IReadOnlyList<string> Roles, IReadOnlyList<string> Realms, IReadOnlyList<string> Permissions,
    IReadOnlyList<string> Manages);
