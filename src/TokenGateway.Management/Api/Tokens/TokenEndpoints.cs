using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Management.Api.OpenApi;
using TokenGateway.Management.Api.Requests;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Policies;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Tokens;

/// <summary><c>/tokens</c>. Reads the request, lets the lifecycle decide, and returns the result.</summary>
internal static class TokenEndpoints
{
    private const string Kind = "tokens";

    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        var tokens = routes.MapGroup("/tokens").WithTags("Tokens");
        tokens.MapGet("", ListAsync).Describe("ListTokens", "List tokens", "The caller's own tokens; for administrators, everyone's.")
            .Answers<TokenList>(200, ApiExamples.TokenList).Refuses(400, 401, 403);
        tokens.MapPost("", CreateAsync).Describe("CreateToken", "Create a token", "The value is in this response only. With sha256 it is in none: you made it.")
            .Takes<CreateTokenRequest>(ApiExamples.CreateToken).Answers<IssuedTokenView>(201, ApiExamples.IssuedToken)
            .Refuses(400, 401, 403, 404, 409, 413, 415, 422);
        tokens.MapGet("/{id}", GetAsync).Describe("GetToken", "Show a token")
            .Answers<TokenView>(200, ApiExamples.Token).Refuses(400, 401, 403, 404);
        tokens.MapGet("/{id}/usage", UsageAsync)
            .Describe("GetTokenUsage", "Show how a token was used", "Requests by day and outcome, the last refusal, and which permissions requests needed. Counts are written every few seconds.")
            .Answers<TokenUsageView>(200, ApiExamples.TokenUsage).Refuses(400, 401, 403, 404);
        tokens.MapDelete("/{id}", DeleteAsync).Describe("DeleteToken", "Delete a token permanently")
            .AnswersNothing().Refuses(400, 401, 403, 404, 409);
        tokens.MapPost("/{id}/deactivate", DeactivateAsync).WithMetadata(AlwaysPossible.Instance).Describe("DeactivateToken", "Deactivate a token", "All nodes refuse it within a second.")
            .Answers<TokenView>(200, ApiExamples.Token).Refuses(400, 401, 403, 404, 409);
        tokens.MapPost("/{id}/activate", ActivateAsync).Describe("ActivateToken", "Activate a token again")
            .Answers<TokenView>(200, ApiExamples.Token).Refuses(400, 401, 403, 404, 409);
        tokens.MapPost("/{id}/rotate", RotateAsync).Describe("RotateToken", "Give a token a new secret", "The value is in this response only. With sha256 it is in none: you made it.")
            .Takes<RotateTokenRequest>(ApiExamples.RotateToken, isOptional: true).Answers<IssuedTokenView>(200, ApiExamples.IssuedToken)
            .Refuses(400, 401, 403, 404, 409, 413, 415, 422);
        tokens.MapPost("/{id}/reveal", RevealAsync)
            .Describe("RevealToken", "Show a token's value again", "Only to its owner, in a session, within five minutes of signing in, if values are stored (Tokens:Recoverable). Audited.")
            .Answers<RevealedTokenView>(200, ApiExamples.RevealedToken).Refuses(400, 401, 403, 404, 409);
        tokens.MapBulk();
        tokens.MapDelete("/{id}/overlap", EndOverlapAsync).Describe("EndOverlap", "Revoke the previous secret of a rotated token now")
            .AnswersNothing().Refuses(400, 401, 403, 404, 409);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, TokenLifecycle tokens, TokenViews views, TimeProvider time,
        [Description("Only tokens of this user.")] string? owner,
        [Description("active, inactive, expired or deleted. Default: all but deleted.")] string? state,
        [Description("Only tokens that expire before this time.")] string? expiresBefore,
        [Description("Only tokens created before and not used since this time, or this long ago (90d).")] string? unusedSince,
        [Description("Only tokens of this realm.")] string? realm,
        [Description("true: only tokens that never expire.")] string? neverExpires,
        [Description("true: only live tokens in use that hold a permission which no request needed for 90 days. A page may have fewer items than the limit, also none, and yet a next one.")] string? overPrivileged,
        [Description("The order of the stored tokens: id, name, created, expires or lastUsed; with - before it, descending. Default: id.")] string? sort,
        [Description("The number of items, 1 to 500. Default: 100.")] string? limit,
        [Description("The value of next of the previous page.")] string? cursor)
    {
        var (caller, now, most) = (CallerFeature.Required(context), time.GetUtcNow(), Read.Limit(limit));
        var filter = new TokenFilter
        {
            Owner = Read.User(nameof(owner), owner),
            State = Read.State(state),
            ExpiresBefore = Read.Moment(nameof(expiresBefore), expiresBefore),
            UnusedSince = Read.Since(nameof(unusedSince), unusedSince, now),
            Realm = Read.Realm(nameof(realm), realm),
            NeverExpires = Read.Flag(nameof(neverExpires), neverExpires),
            IsOverPrivileged = Read.Flag(nameof(overPrivileged), overPrivileged),
            Order = TokenOrders.Read(nameof(sort), sort),
            Now = now,
        };
        // A position is valid only in its own order.
        var kind = TokenOrders.Write(filter.Order) is { } named ? $"{Kind}:{named}" : Kind;
        TokenId? after = Cursor.Read(kind, cursor) is not { } place ? null : TokenId.TryParse(place, out var id) ? id : throw Cursor.Wrong();
        var found = await tokens.ListPageAsync(caller.Actor, filter, after, most, caller.Model, context.RequestAborted);
        if (!found.Succeeded)
            return Problem.Of(found.Error);
        var next = found.Value.Next is { } last ? Cursor.Write(kind, last.ToString()) : null;
        return Answer.Json(new TokenList(await views.ViewAsync(found.Value.Items, caller.Model, context.RequestAborted), next), TokenJson.Default.TokenList);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, TokenLifecycle tokens, TokenViews views, TimeProvider time)
    {
        var caller = CallerFeature.Required(context);
        var body = (await JsonBody.ReadAsync(context, TokenJson.Default.CreateTokenRequest)).Value;
        var request = ToRequest(body, caller.Actor, time.GetUtcNow());
        var view = await views.ForOwnerAsync(request.Owner, caller.Model, context.RequestAborted);
        var result = await tokens.IssueAsync(caller.Actor, request, caller.Model, context.RequestAborted);
        return Answer.Of(result, issued =>
        {
            context.Response.Headers.Location = $"{ApiPaths.Root}/tokens/{issued.Token.Id}";
            return Issued(issued, view, StatusCodes.Status201Created);
        });
    }

    private static async Task<IResult> GetAsync(HttpContext context, TokenLifecycle tokens, TokenViews views, string id)
    {
        var caller = CallerFeature.Required(context);
        if (!TokenId.TryParse(id, out var token))
            return NoSuchToken;
        var found = await tokens.GetAsync(caller.Actor, token, context.RequestAborted);
        if (!found.Succeeded)
            return Problem.Of(found.Error);
        var view = await views.ForOwnerAsync(found.Value.Owner, caller.Model, context.RequestAborted);
        return Shown(view(found.Value));
    }

    private static async Task<IResult> UsageAsync(
        HttpContext context, TokenLifecycle tokens, IUsageStore usage, TimeProvider time, string id,
        [Description("The number of days, 1 to 400, today among them. Default: 30.")] string? days)
    {
        var (caller, period) = (CallerFeature.Required(context), UsagePeriod.Last(Read.Days("days", days), time.GetUtcNow()));
        if (!TokenId.TryParse(id, out var token))
            return NoSuchToken;
        var found = await tokens.GetAsync(caller.Actor, token, context.RequestAborted);
        if (!found.Succeeded)
            return Problem.Of(found.Error);
        var needs = await tokens.GetPrivilegesAsync(found.Value, caller.Model, context.RequestAborted);
        return Answer.Json(
            await ViewUsageAsync(found.Value, period.Since(found.Value.CreatedAt), usage, needs, context.RequestAborted), TokenJson.Default.TokenUsageView);
    }

    private static async ValueTask<TokenUsageView> ViewUsageAsync(
        Token token, UsagePeriod period, IUsageStore usage, TokenPrivileges? needs, CancellationToken cancellationToken)
    {
        if (token.Id.IsDeclared)
            return new TokenUsageView(null, null, null, null);
        var days = await usage.ListDaysAsync(token.Id, period.From, period.Until, cancellationToken);
        var refusal = await usage.FindLastRefusalAsync(token.Id, cancellationToken);
        return new TokenUsageView(token.LastUse?.At, TokenRefusalView.Of(refusal), [.. period.Fill(days).Select(UsageDayView.Of)], PrivilegesView.Of(needs));
    }

    private static Task<IResult> DeactivateAsync(HttpContext context, TokenLifecycle tokens, TokenViews views, string id) =>
        ChangeAsync(context, views, id, tokens.DeactivateAsync);

    private static Task<IResult> ActivateAsync(HttpContext context, TokenLifecycle tokens, TokenViews views, string id) =>
        ChangeAsync(
            context, views, id, (actor, token, cancellationToken) => tokens.ActivateAsync(actor, token, CallerFeature.Required(context).Model, cancellationToken));

    private static Task<IResult> DeleteAsync(HttpContext context, TokenLifecycle tokens, string id) => EndAsync(context, id, tokens.DeleteAsync);

    private static Task<IResult> EndOverlapAsync(HttpContext context, TokenLifecycle tokens, string id) => EndAsync(context, id, tokens.EndOverlapAsync);

    private static async Task<IResult> RotateAsync(HttpContext context, TokenLifecycle tokens, TokenViews views, string id)
    {
        var caller = CallerFeature.Required(context);
        var body = (await JsonBody.ReadAsync(context, TokenJson.Default.RotateTokenRequest, mayBeEmpty: true)).Value;
        var overlap = Read.Duration("overlap", body.Overlap) ?? TimeSpan.Zero;
        var digest = Read.Digest("sha256", body.Sha256);
        if (!TokenId.TryParse(id, out var token))
            return NoSuchToken;
        var view = await views.ForTokenAsync(token, caller.Model, context.RequestAborted);
        var result = await tokens.RotateAsync(caller.Actor, token, overlap, digest, caller.Model, context.RequestAborted);
        return Answer.Of(result, issued => Issued(issued, view, StatusCodes.Status200OK));
    }

    private static async Task<IResult> RevealAsync(HttpContext context, TokenReveals reveals, string id)
    {
        var caller = CallerFeature.Required(context);
        if (!TokenId.TryParse(id, out var token))
            return NoSuchToken;
        var shown = await reveals.RevealAsync(caller.Actor, caller.Session?.SignedInAt, token, context.RequestAborted);
        return Answer.Of(shown, revealed => Answer.Json(
            new RevealedTokenView(TokenView.IdOf(token), revealed.Value), TokenJson.Default.RevealedTokenView));
    }

    // The response has no content, so nothing is read for it.
    private static async Task<IResult> EndAsync(
        HttpContext context, string id, Func<Actor, TokenId, CancellationToken, ValueTask<LifecycleResult<Token>>> end)
    {
        if (!TokenId.TryParse(id, out var token))
            return NoSuchToken;
        return Answer.Of(await end(CallerFeature.Required(context).Actor, token, context.RequestAborted), _ => TypedResults.NoContent());
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext context, TokenViews views, string id, Func<Actor, TokenId, CancellationToken, ValueTask<LifecycleResult<Token>>> change)
    {
        var caller = CallerFeature.Required(context);
        if (!TokenId.TryParse(id, out var token))
            return NoSuchToken;
        var view = await views.ForTokenAsync(token, caller.Model, context.RequestAborted);
        return Answer.Of(await change(caller.Actor, token, context.RequestAborted), changed => Shown(view(changed)));
    }

    // The path is not repeated: it may be a misplaced value.
    private static Problem NoSuchToken { get; } =
        Problem.Of(new LifecycleError(RefusalCode.NotFound, "No such token: an id is a number, or static:NAME."));

    private static IResult Shown(TokenView token) => Answer.Json(token, TokenJson.Default.TokenView);

    private static IResult Issued(IssuedToken issued, Func<Token, TokenView> view, int status) =>
        Answer.Json(IssuedTokenView.Of(issued.HasValue ? issued.Value : null, view(issued.Token)), TokenJson.Default.IssuedTokenView, status);

    private static IssueRequest ToRequest(CreateTokenRequest body, Actor actor, DateTimeOffset now) => new()
    {
        Owner = Read.User("owner", body.Owner) ?? actor.User?.Id ?? throw ApiException.Value("owner", "a user is expected: the caller's user no longer exists."),
        Name = body.Name ?? "",
        Description = body.Description ?? "",
        ExternalId = Read.ExternalId("externalId", body.ExternalId),
        Addresses = Read.Addresses("addresses", body.Addresses),
        Role = Read.Role("role", body.Role),
        Permissions = Read.Permissions("permissions", body.Permissions),
        Realm = Read.Realm("realm", body.Realm) ?? Realm.Default,
        Manages = Read.Rights("manages", body.Manages),
        NotBefore = Read.Moment("notBefore", body.NotBefore),
        ExpiresAt = Read.End(body.ExpiresAt, body.ExpiresIn, now),
        Digest = Read.Digest("sha256", body.Sha256),
    };
}
