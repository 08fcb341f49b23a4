using Microsoft.AspNetCore.Http;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.OwnEndpoints;

/// <summary>Describes a token to its bearer, with the routes that it may use.</summary>
internal static class SelfPage
{
    public static Task WriteAsync(HttpContext context, EdgeRequest request)
    {
        var snapshot = request.Snapshot!;
        var body = new SelfDescription(
            snapshot.Token.Id.ToString(), snapshot.Token.Name, snapshot.Token.Owner.Value, snapshot.Token.Realm.Value,
            snapshot.Subject.Role?.Name.Value, [.. snapshot.PermissionNames], snapshot.Token.ExpiresAt,
            [.. OpenedRoutes.Of(request.Model, snapshot).Select(one => new OpenRoute(one.Route.Id, one.Route.Pattern, one.Methods))]);
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(body, SelfJson.Default.SelfDescription, cancellationToken: context.RequestAborted);
    }
}
