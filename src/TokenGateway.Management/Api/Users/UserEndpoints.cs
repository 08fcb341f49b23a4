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
        users.MapGet("", ListAsync).RequireAuthorization(ManagementPolicies.Users).Describe("ListUsers", "List users")
            .Answers<UserList>(200, ApiExamples.UserList).Refuses(400, 401, 403);
        users.MapPost("", CreateAsync).RequireAuthorization(ManagementPolicies.Users).Describe("CreateUser", "Create a user")
            .Takes<CreateUserRequest>(ApiExamples.CreateUser).Answers<UserView>(201, ApiExamples.User).Refuses(400, 401, 403, 409, 413, 415, 422);
        users.MapGet("/{id}", GetAsync).Describe("GetUser", "Show a user", "A signed-in user needs no right to see itself.")
            .Answers<UserView>(200, ApiExamples.User).Refuses(400, 401, 403, 404);
        users.MapPatch("/{id}", PatchAsync).RequireAuthorization(ManagementPolicies.Users).WithMetadata(AlwaysPossible.Instance).Describe("PatchUser", "Change a user", "All given members change, or none.")
            .Takes<PatchUserRequest>(ApiExamples.PatchUser).Answers<UserView>(200, ApiExamples.User).Refuses(400, 401, 403, 404, 409, 413, 415, 422);
        users.MapDelete("/{id}", DeleteAsync).RequireAuthorization(ManagementPolicies.Users).Describe("DeleteUser", "Delete a user and all the user's tokens permanently")
            .AnswersNothing().Refuses(400, 401, 403, 404, 409);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, UserLifecycle users,
        [Description("Only users whose id, email address or name contains this text.")] string? q,
        [Description("The number of items, 1 to 500. Default: 100.")] string? limit,
        [Description("The value of next of the previous page.")] string? cursor)
    {
        var (caller, most) = (CallerFeature.Required(context), Read.Limit(limit));
        UserId? after = Cursor.Read(Kind, cursor) is not { } place ? null : UserId.TryParse(place, out var id) ? id : throw Cursor.Wrong();
        return Answer.Of(await users.ListAsync(caller.Actor, string.IsNullOrWhiteSpace(q) ? null : q.Trim(), after, most + 1, caller.Model, context.RequestAborted), found =>
        {
            var (items, next) = Page.Cut(found, most, Kind, user => user.Id.Value);
            return Answer.Json(new UserList([.. items.Select(UserView.Of)], next), UserJson.Default.UserList);
        });
    }

    private static async Task<IResult> CreateAsync(HttpContext context, UserLifecycle users)
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
        return Answer.Of(await users.CreateAsync(caller.Actor, user, caller.Model, context.RequestAborted), created =>
        {
            context.Response.Headers.Location = $"{ApiPaths.Root}/users/{Uri.EscapeDataString(created.Id.Value)}";
            return Answer.Json(UserView.Of(created), UserJson.Default.UserView, StatusCodes.Status201Created);
        });
    }

    private static async Task<IResult> GetAsync(HttpContext context, UserLifecycle users, string id)
    {
        var caller = CallerFeature.Required(context);
        return TryRead(id, out var user)
            ? Answer.Of(await users.GetAsync(caller.Actor, user, caller.Model, context.RequestAborted), Shown)
            : NoSuchUser;
    }

    private static async Task<IResult> PatchAsync(HttpContext context, UserLifecycle users, string id)
    {
        var caller = CallerFeature.Required(context);
        var body = await JsonBody.ReadAsync(context, UserJson.Default.PatchUserRequest);
        var patch = ToPatch(body);
        return TryRead(id, out var user)
            ? Answer.Of(await users.PatchAsync(caller.Actor, user, patch, caller.Model, context.RequestAborted), Shown)
            : NoSuchUser;
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

    // Routing leaves %2F as it is, and no id holds a % itself.
    private static bool TryRead(string text, out UserId id) => UserId.TryParse(Uri.UnescapeDataString(text), out id);

    private static Problem NoSuchUser { get; } = Problem.Of(new LifecycleError(RefusalCode.UserNotFound, "The user does not exist."));

    private static IResult Shown(User user) => Answer.Json(UserView.Of(user), UserJson.Default.UserView);
}
