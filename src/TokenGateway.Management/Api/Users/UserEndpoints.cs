using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Api.OpenApi;
using TokenGateway.Management.Api.Requests;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Policies;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Users;

/// <summary><c>/users</c>.</summary>
internal static class UserEndpoints
{
    private const string Kind = "users";

    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/users").WithTags("Users");
        users.MapGet("", ListAsync).Describe("ListUsers", "List users", "With kind=service, a caller who does not manage users gets the service accounts that it maintains.")
            .Answers<UserList>(200, ApiExamples.UserList).Refuses(400, 401, 403);
        users.MapPost("", CreateAsync).RequireAuthorization(ManagementPolicies.Users).Describe("CreateUser", "Create a user")
            .Takes<CreateUserRequest>(ApiExamples.CreateUser).Answers<UserView>(201, ApiExamples.User).Refuses(400, 401, 403, 409, 413, 415, 422);
        users.MapGet("/{id}", GetAsync).Describe("GetUser", "Show a user", "A signed-in user needs no right to see itself, nor a maintainer to see a service account.")
            .Answers<UserView>(200, ApiExamples.User).Refuses(400, 401, 403, 404);
        users.MapPatch("/{id}", PatchAsync).RequireAuthorization(ManagementPolicies.Users).WithMetadata(AlwaysPossible.Instance).Describe("PatchUser", "Change a user", "All given members change, or none.")
            .Takes<PatchUserRequest>(ApiExamples.PatchUser).Answers<UserView>(200, ApiExamples.User).Refuses(400, 401, 403, 404, 409, 413, 415, 422);
        users.MapDelete("/{id}", DeleteAsync).RequireAuthorization(ManagementPolicies.Users).Describe("DeleteUser", "Delete a user and all the user's tokens permanently")
            .AnswersNothing().Refuses(400, 401, 403, 404, 409);
        users.MapPasskeys();
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, UserLifecycle users, UserViews views,
        [Description("Only users whose id, email address or name contains this text.")] string? q,
        [Description("Only users of this kind: person or service.")] string? kind,
        [Description("The number of items, 1 to 500. Default: 100.")] string? limit,
        [Description("The value of next of the previous page.")] string? cursor)
    {
        var (caller, most) = (CallerFeature.Required(context), Read.Limit(limit));
        UserId? after = Cursor.Read(Kind, cursor) is not { } place ? null : UserId.TryParse(place, out var id) ? id : throw Cursor.Wrong();
        var filter = new UserFilter { Contains = string.IsNullOrWhiteSpace(q) ? null : q.Trim(), IsService = UserKinds.Read(nameof(kind), kind) };
        var found = await users.ListAsync(caller.Actor, filter, after, most + 1, caller.Model, context.RequestAborted);
        if (!found.Succeeded)
            return Problem.Of(found.Error);
        var (items, next) = Page.Cut(found.Value, most, Kind, user => user.Id.Value);
        return Answer.Json(new UserList(await views.ViewAsync(items, caller.Model, context.RequestAborted), next), UserJson.Default.UserList);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, UserLifecycle users, ServiceAccounts accounts, UserViews views)
    {
        var caller = CallerFeature.Required(context);
        var body = (await JsonBody.ReadAsync(context, UserJson.Default.CreateUserRequest)).Value;
        var user = new User
        {
            Id = Read.User("id", body.Id) ?? throw ApiException.Value("id", "a user id is expected."),
            Email = body.Email,
            Name = body.Name,
            Roles = Read.Roles("roles", body.Roles) ?? throw ApiException.Value("roles", "one or more roles are expected."),
            Realms = Read.Realms("realms", body.Realms) ?? RealmSet.Default,
            CanCreateTokens = body.CanCreateTokens == true,
        };
        if (UserKinds.Read("kind", body.Kind) == true)
        {
            var maintainers = await accounts.ReadAsync(caller.Actor, Read.Users("maintainers", body.Maintainers) ?? [], caller.Model, context.RequestAborted);
            if (!maintainers.Succeeded)
                return Problem.Of(maintainers.Error);
            user = user with { Maintainers = maintainers.Value };
        }
        else if (body.Maintainers is not null)
        {
            throw ApiException.Value("maintainers", "only a service account has maintainers (kind).");
        }

        var created = await users.CreateAsync(caller.Actor, user, caller.Model, context.RequestAborted);
        if (!created.Succeeded)
            return Problem.Of(created.Error);
        context.Response.Headers.Location = $"{ApiPaths.Root}/users/{Uri.EscapeDataString(created.Value.Id.Value)}";
        return Answer.Json(await views.ViewChangedAsync(created.Value, caller.Model, context.RequestAborted), UserJson.Default.UserView, StatusCodes.Status201Created);
    }

    private static async Task<IResult> GetAsync(HttpContext context, UserLifecycle users, UserViews views, string id)
    {
        var caller = CallerFeature.Required(context);
        return TryRead(id, out var user)
            ? await ShownAsync(await users.GetAsync(caller.Actor, user, caller.Model, context.RequestAborted), found => views.ViewAsync(found, caller.Model, context.RequestAborted))
            : NoSuchUser;
    }

    private static async Task<IResult> PatchAsync(HttpContext context, UserLifecycle users, ServiceAccounts accounts, UserViews views, string id)
    {
        var caller = CallerFeature.Required(context);
        var body = await JsonBody.ReadAsync(context, UserJson.Default.PatchUserRequest);
        var patch = ToPatch(body);
        if (!TryRead(id, out var user))
            return NoSuchUser;
        if (Read.Users("maintainers", body.Value.Maintainers) is { } named)
        {
            var maintainers = await accounts.ReadAsync(caller.Actor, named, caller.Model, context.RequestAborted);
            if (!maintainers.Succeeded)
                return Problem.Of(maintainers.Error);
            patch = patch with { Maintainers = maintainers.Value };
        }

        var patched = await users.PatchAsync(caller.Actor, user, patch, caller.Model, context.RequestAborted);
        return await ShownAsync(patched, changed => views.ViewChangedAsync(changed, caller.Model, context.RequestAborted));
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, UserLifecycle users, string id)
    {
        var caller = CallerFeature.Required(context);
        return TryRead(id, out var user)
            ? Answer.Of(await users.DeleteAsync(caller.Actor, user, caller.Model, context.RequestAborted), _ => TypedResults.NoContent())
            : NoSuchUser;
    }

    private static UserPatch ToPatch(JsonBody<PatchUserRequest> body)
    {
        foreach (var (member, isNull) in new[]
        {
            ("roles", body.Value.Roles is null), ("realms", body.Value.Realms is null), ("disabled", body.Value.Disabled is null), ("canCreateTokens", body.Value.CanCreateTokens is null),
            ("maintainers", body.Value.Maintainers is null),
        })
        {
            if (body.Has(member) && isNull)
                throw ApiException.Value(member, "null is not allowed; omit the member to leave it unchanged.");
        }

        return new UserPatch
        {
            Roles = Read.Roles("roles", body.Value.Roles),
            Realms = Read.Realms("realms", body.Value.Realms),
            IsDisabled = body.Value.Disabled,
            CanCreateTokens = body.Value.CanCreateTokens,
            SetsEmail = body.Has("email"),
            Email = body.Value.Email,
            SetsName = body.Has("name"),
            Name = body.Value.Name,
        };
    }

    // Routing leaves %2F encoded, and no id contains a %.
    internal static bool TryRead(string text, out UserId id) => UserId.TryParse(Uri.UnescapeDataString(text), out id);

    private static Problem NoSuchUser { get; } = Problem.Of(new LifecycleError(RefusalCode.UserNotFound, "The user does not exist."));

    private static async ValueTask<IResult> ShownAsync(LifecycleResult<User> result, Func<User, ValueTask<UserView>> view) =>
        result.Succeeded ? Answer.Json(await view(result.Value), UserJson.Default.UserView) : Problem.Of(result.Error);
}
