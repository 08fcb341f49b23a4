using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Api.OpenApi;
using TokenGateway.Management.Api.Tokens;
using TokenGateway.Management.Api.Users;
using TokenGateway.Management.Authentication;

namespace TokenGateway.Management.Api.Me;

/// <summary><c>GET /me</c>.</summary>
internal static class MeEndpoint
{
    public static void MapMe(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/me", GetAsync).WithTags("Me").Describe("GetMe", "Show the caller and its rights")
            .Answers<MeView>(200, ApiExamples.Me).Refuses(400, 401, 403);

    private static async Task<IResult> GetAsync(HttpContext context, TokenViews views, UserViews users)
    {
        var (actor, model) = (CallerFeature.Required(context).Actor, CallerFeature.Required(context).Model);
        var token = actor.Credential is { } credential ? await views.ViewAsync(credential, context.RequestAborted) : null;
        var me = new MeView(
            token is null ? "session" : "token", actor.User is { } user ? await users.ViewAsync(user, model, context.RequestAborted) : null, token, RolesOf(actor, model),
            RealmsOf(actor, model), PermissionsOf(actor, model), ManagementRightsNames.Of(actor.Rights));
        return Answer.Json(me, MeJson.Default.MeView);
    }

    private static string[] RolesOf(Actor actor, AccessModel model) => actor.Credential is { } credential
        ? credential.Subject.Role is { } role ? [role.Name.Value] : []
        : [.. model.Roles.Known(actor.User!.Roles).Select(one => one.Name.Value)];

    private static string[] RealmsOf(Actor actor, AccessModel model) => actor.Credential is { } credential
        ? [credential.Token.Realm.Value]
        : [.. TokenRights.RealmsOf(actor.User!, model.Roles).Texts];

    private static string[] PermissionsOf(Actor actor, AccessModel model) => actor.Credential is { } credential
        ? [.. credential.PermissionNames]
        : [.. model.Permissions.NamesOf(TokenRights.PermissionsOf(actor.User!, model))];
}
