using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Api.OpenApi;
using TokenGateway.Management.Api.Requests;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Policies;
using TokenGateway.Management.Bulk;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Tokens;

/// <summary><c>POST /tokens/bulk</c>: applies a call about one token to many.</summary>
internal static class BulkEndpoint
{
    /// <summary>The maximum number of tokens per call: its response lists each, and is sent when all are done.</summary>
    public const int MostTokens = 500;

    public static void MapBulk(this IEndpointRouteBuilder tokens) =>
        tokens.MapPost("/bulk", ChangeAsync).WithMetadata(AlwaysPossible.Instance)
            .Describe("ChangeTokens", "Deactivate, activate or delete many tokens", "Each token is changed as by the call about it alone, and has its result. Activating counts as a write, a dry run as a read, and each id of no token of the caller's as one more.")
            .Takes<BulkRequest>(ApiExamples.BulkRequest).Answers<BulkView>(200, ApiExamples.BulkView).Refuses(400, 401, 403, 413, 415);

    private static async Task<IResult> ChangeAsync(
        HttpContext context, TokenSearch search, BulkWork work, ICallBudget budget, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        var caller = CallerFeature.Required(context);
        var body = (await JsonBody.ReadAsync(context, TokenJson.Default.BulkRequest)).Value;
        var action = ReadAction(body);
        var actor = caller.Actor with { Reason = ReadReason(body, action) };
        var isDryRun = body.DryRun == true;
        CallKind? counted = isDryRun ? CallKind.Read : action == BulkAction.Activate ? CallKind.Write : null;
        CallRefusal? Count() => counted is { } kind ? budget.Take(actor.User!.Id, kind) : null;
        if (Count() is { } limit)
            return Problem.Of(RefusalCode.RateLimited, limit.Detail, limit.RetryAfter);

        // As the calls about each of them alone: who asks about tokens of others learns no more of them in one call than in many.
        LifecycleError? CountUnseen() => Count() is { } refusal ? new LifecycleError(RefusalCode.RateLimited, refusal.Detail) : null;
        var (found, more) = ((IReadOnlyList<Token>?)null, false);
        if (body.Filter is { } filter)
        {
            var result = await search.FindAsync(actor, ToFilter(filter, time.GetUtcNow()), matches: null, MostTokens, caller.Model, context.RequestAborted);
            if (!result.Succeeded)
                return Problem.Of(result.Error);
            (found, more) = (result.Value.Tokens, result.Value.IsCut);
        }

        var items = isDryRun
            ? await MatchAsync(work, action, actor, found, body.Ids, CountUnseen, context.RequestAborted)
            : await RunAsync(work, action, actor, found?.Select(token => token.Id) ?? IdsOf(body.Ids!), CountUnseen, lifetime.ApplicationStopping);
        return Answer.Json(BulkView.Of(body.Action!, isDryRun, more, items), TokenJson.Default.BulkView);
    }

    // Continues when the caller disconnects: otherwise a part of the list would be changed, and the caller would not know
    // which.
    private static async Task<IReadOnlyList<BulkItemView>> RunAsync(
        BulkWork work, BulkAction action, Actor actor, IEnumerable<TokenId> ids, Func<LifecycleError?> countUnseen, CancellationToken stopping)
    {
        var (all, results) = (ids.ToList(), new List<BulkResult>());
        var whyNot = await work.RunAsync(action, actor, all, results.Add, countUnseen, stopping);
        var rest = all.Skip(results.Count).Select(id => new BulkResult(id, "", "", BulkOutcome.NotTried, whyNot));
        return [.. results.Concat(rest).Select(BulkItemView.Of)];
    }

    private static async Task<IReadOnlyList<BulkItemView>> MatchAsync(
        BulkWork work, BulkAction action, Actor actor, IReadOnlyList<Token>? found, IReadOnlyList<long>? ids, Func<LifecycleError?> countUnseen,
        CancellationToken cancellationToken)
    {
        if (found is not null)
            return [.. found.Select(token => BulkItemView.OfDryRun(work.Look(action, token)))];
        var (items, over) = (new List<BulkItemView>(), (LifecycleError?)null);
        foreach (var id in IdsOf(ids!))
        {
            var result = over is null ? await work.LookAsync(action, actor, id, cancellationToken) : new BulkResult(id, "", "", BulkOutcome.NotTried, over);
            items.Add(over is null ? BulkItemView.OfDryRun(result) : BulkItemView.Of(result));
            if (over is null && BulkWork.IsUnseen(result))
                over = countUnseen();
        }

        return items;
    }

    private static BulkAction ReadAction(BulkRequest body)
    {
        if (body.Ids is null == body.Filter is null)
            throw ApiException.Value("ids", "either ids or filter is expected.");
        if (body.Ids is { } ids && (ids.Count is 0 or > MostTokens || ids.Any(id => id <= 0)))
            throw ApiException.Value("ids", $"1 to {MostTokens} ids of stored tokens are expected.");
        return body.Action switch
        {
            "deactivate" => BulkAction.Deactivate,
            "activate" => BulkAction.Activate,
            "delete" => BulkAction.Delete,
            _ => throw ApiException.Value("action", "deactivate, activate or delete is expected."),
        };
    }

    private static string? ReadReason(BulkRequest body, BulkAction action)
    {
        if (body.Reason is not { } reason)
            return null;
        if (action == BulkAction.Activate)
            throw ApiException.Value("reason", "no reason is recorded for activating.");
        return reason.Length is > 0 and <= Actor.MaxReasonLength && PrintableText.IsPrintable(reason)
            ? reason
            : throw ApiException.Value("reason", $"1 to {Actor.MaxReasonLength} printable characters are expected.");
    }

    // A filter without a condition would match every token, which is probably a mistake.
    private static TokenFilter ToFilter(BulkFilter filter, DateTimeOffset now)
    {
        var read = new TokenFilter
        {
            Now = now,
            Owner = Read.User("filter.owner", filter.Owner),
            State = filter.State == "deleted" ? throw ApiException.Value("filter.state", "active, inactive or expired is expected.") : Read.State(filter.State),
            Realm = Read.Realm("filter.realm", filter.Realm),
            Role = Read.Role("filter.role", filter.Role),
            ExpiresBefore = Read.Moment("filter.expiresBefore", filter.ExpiresBefore),
            UnusedSince = Read.Since("filter.unusedSince", filter.UnusedSince, now),
            NeverExpires = filter.NeverExpires == true,
            NeverUsed = filter.NeverUsed == true,
            IsOverPrivileged = filter.OverPrivileged == true,
            CreatedFrom = Read.Moment("filter.createdFrom", filter.CreatedFrom),
            CreatedBefore = Read.Moment("filter.createdBefore", filter.CreatedBefore),
        };
        return read != new TokenFilter { Now = now } ? read : throw ApiException.Value("filter", "at least one condition is expected.");
    }

    private static IEnumerable<TokenId> IdsOf(IReadOnlyList<long> ids) => ids.Distinct().Select(TokenId.Stored);
}
