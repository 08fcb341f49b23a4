using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Api.OpenApi;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Policies;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Users;

/// <summary><c>/users/{id}/passkeys</c>: list and remove. A passkey can only be added in a browser.</summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder users)
    {
        users.MapGet("/{id}/passkeys", ListAsync).RequireAuthorization(ManagementPolicies.Users).Describe("ListPasskeys", "List a user's passkeys")
            .Answers<PasskeyList>(200, ApiExamples.PasskeyList).Refuses(400, 401, 403, 404);
        users.MapDelete("/{id}/passkeys/{passkey}", DeleteAsync).RequireAuthorization(ManagementPolicies.Users)
            .Describe("DeletePasskey", "Remove a passkey of a user", "Sessions that it opened end.").AnswersNothing().Refuses(400, 401, 403, 404);
    }

    private static async Task<IResult> ListAsync(HttpContext context, UserLifecycle users, PasskeyLifecycle passkeys, string id)
    {
        var found = await FindAsync(context, users, id);
        return found.Succeeded
            ? Answer.Of(
                await passkeys.ListAsync(CallerFeature.Required(context).Actor, found.Value, context.RequestAborted),
                all => Answer.Json(new PasskeyList([.. all.Select(PasskeyView.Of)]), UserJson.Default.PasskeyList))
            : Problem.Of(found.Error);
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, UserLifecycle users, PasskeyLifecycle passkeys, string id, string passkey)
    {
        var found = await FindAsync(context, users, id);
        if (!found.Succeeded)
            return Problem.Of(found.Error);
        var removed = passkey.Length <= Passkey.MaxIdLength
            ? await passkeys.RemoveAsync(CallerFeature.Required(context).Actor, found.Value, passkey, context.RequestAborted)
            : new LifecycleError(RefusalCode.NotFound, "There is no such passkey.");
        return Answer.Of(removed, _ => TypedResults.NoContent());
    }

    private static async ValueTask<LifecycleResult<User>> FindAsync(HttpContext context, UserLifecycle users, string id)
    {
        var caller = CallerFeature.Required(context);
        return UserEndpoints.TryRead(id, out var user)
            ? await users.GetAsync(caller.Actor, user, caller.Model, context.RequestAborted)
            : new LifecycleError(RefusalCode.UserNotFound, "The user does not exist.");
    }
}
