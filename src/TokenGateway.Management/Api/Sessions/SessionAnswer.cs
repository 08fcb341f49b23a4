using TokenGateway.Core.Access;
using TokenGateway.Management.Authentication;

namespace TokenGateway.Management.Api.Sessions;

/// <summary>The signed-in user, the expiry, and the token that writes need.</summary>
internal sealed record SessionAnswer(string User, string[] Roles, IReadOnlyList<string> Manages, DateTimeOffset ExpiresAt, string Antiforgery)
{
    public static SessionAnswer Of(CallerFeature who, string antiforgery) => new(
        who.Session!.User.Value, [.. who.Actor.User!.Roles.Select(role => role.Value)], ManagementRightsNames.Of(who.Actor.Rights),
        who.Session.ExpiresAt, antiforgery);
}
