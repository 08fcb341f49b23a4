using System.Security.Claims;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Authentication;

/// <summary>
/// The caller as an ASP.NET Core principal. Its claims do not contain rights, which would become stale: use
/// <see cref="CallerFeature"/>.
/// </summary>
internal static class CallerPrincipal
{
    public static ClaimsPrincipal Of(Actor actor, string scheme) =>
        actor.User is { } user ? Of(user, scheme) : new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, actor.Name)], scheme));

    public static ClaimsPrincipal Of(User user, string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, user.Id.Value), new Claim(ClaimTypes.Name, user.Name ?? user.Id.Value)], scheme));

    /// <summary>The user that another handler authenticated, by the user's id here; null: it names none.</summary>
    public static UserId? UserOf(ClaimsPrincipal principal) =>
        UserId.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}
