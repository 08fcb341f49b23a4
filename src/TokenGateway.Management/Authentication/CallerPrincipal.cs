using System.Security.Claims;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Authentication;

/// <summary>
/// A caller as ASP.NET knows callers. What it may do is not in its claims, which would be as old as the principal: ask
/// <see cref="CallerFeature"/>.
/// </summary>
internal static class CallerPrincipal
{
    public static ClaimsPrincipal Of(Actor actor, string scheme) =>
        actor.User is { } user ? Of(user, scheme) : new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, actor.Name)], scheme));

    public static ClaimsPrincipal Of(User user, string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, user.Id.Value), new Claim(ClaimTypes.Name, user.Name ?? user.Id.Value)], scheme));

    /// <summary>The user that somebody else authenticated, by the id that the user has here; null: it names none.</summary>
    public static UserId? UserOf(ClaimsPrincipal principal) =>
        UserId.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}
