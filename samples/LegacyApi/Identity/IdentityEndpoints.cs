using Microsoft.AspNetCore.Http.HttpResults;

namespace LegacyApi.Identity;

internal static class IdentityEndpoints
{
    public static void MapIdentity(this IEndpointRouteBuilder routes) => routes.MapGet("/whoami", WhoAmI);

    private static Ok<Caller> WhoAmI(Caller caller) => TypedResults.Ok(caller);
}
