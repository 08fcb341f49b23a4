using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>What every store keeps of the uses of tokens.</summary>
public abstract class UsageStoreContract : StoreContract
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(Some.Moment.UtcDateTime);

    [Theory]
    [InlineData(TokenPlace.Header, "192.0.2.7")]
    [InlineData(TokenPlace.Query, "2001:db8::7")]
    [InlineData(TokenPlace.Basic, null)]
    public async Task Last_use_is_told_where_tokens_are_shown_and_listed(TokenPlace place, string? from)
    {
        var token = await AddTokenAsync();
        var use = new TokenUse(Some.Moment.AddTicks(1), from, place);

        await Usage.AddAsync([new TokenUsage(token.Id, Today, new UsageCounts(Allowed: 1), use)], default);

        (await Tokens.GetAsync(token.Id, default))!.LastUse.ShouldBe(use);
        (await Tokens.ListAsync(TokenFilter.All, null, 10, default)).ShouldHaveSingleItem().LastUse.ShouldBe(use);
    }

    [Fact]
    public async Task Last_use_is_not_set_back_by_a_node_that_is_behind()
    {
        var token = await AddTokenAsync();
        await using var other = Fixture.Open();
        await Usage.AddAsync([Used(token, at: Some.Moment.AddSeconds(2), from: "192.0.2.2")], default);

        await other.Usage.AddAsync([Used(token, at: Some.Moment.AddSeconds(1), from: "192.0.2.1")], default);

        (await Tokens.GetAsync(token.Id, default))!.LastUse.ShouldBe(new TokenUse(Some.Moment.AddSeconds(2), "192.0.2.2", TokenPlace.Header));
        await ShouldHaveDaysAsync(token, (Today, 2));
    }

    [Theory]
    [InlineData(59, 0)]
    [InlineData(60, 60)]
    [InlineData(-60, 0)]
    public async Task Last_use_is_written_only_when_it_moves_by_the_resolution_and_every_request_is_counted(int seconds, int expected)
    {
        var token = await AddTokenAsync();
        var minute = TimeSpan.FromMinutes(1);
        await Usage.AddAsync([Used(token, at: Some.Moment)], minute, default);

        await Usage.AddAsync([Used(token, at: Some.Moment.AddSeconds(seconds))], minute, default);

        (await Tokens.GetAsync(token.Id, default))!.LastUse!.At.ShouldBe(Some.Moment.AddSeconds(expected));
        (await Usage.ListTotalsAsync(Today.AddDays(-1), Today, default)).Sum(one => one.Requests).ShouldBe(2);
    }

    [Fact]
    public async Task Counts_of_a_day_are_added_up_and_days_stay_apart()
    {
        var (token, other) = (await AddTokenAsync(), await AddTokenAsync());
        await Usage.AddAsync([Used(token, Today, 3), Used(other, Today, 100)], default);
        await Usage.AddAsync([Used(token, Today, 4), Used(token, Today.AddDays(1), 5)], default);

        await ShouldHaveDaysAsync(token, (Today, 7), (Today.AddDays(1), 5));
    }

    // More than one transaction of an adapter takes at once, and each token twice in it.
    [Fact]
    public async Task Two_days_of_many_tokens_are_written_together_with_the_last_of_their_uses_and_refusals()
    {
        var tokens = new List<Token>();
        for (var i = 0; i < 300; i++)
            tokens.Add(await AddTokenAsync());
        var (earlier, later) = (Some.Moment, Some.Moment.AddSeconds(2));

        await Usage.AddAsync(
            [
                .. tokens.Select(token => new TokenUsage(token.Id, Today, new UsageCounts(Allowed: 2), new TokenUse(later, "192.0.2.2", TokenPlace.Header), Refused(later))),
                .. tokens.Select(token => new TokenUsage(token.Id, Today.AddDays(-1), new UsageCounts(Allowed: 1), new TokenUse(earlier, null, TokenPlace.Query), Refused(earlier))),
            ],
            default);

        foreach (var token in new[] { tokens[0], tokens[150], tokens[299] })
        {
            (await Tokens.GetAsync(token.Id, default))!.LastUse.ShouldBe(new TokenUse(later, "192.0.2.2", TokenPlace.Header));
            (await Usage.FindLastRefusalAsync(token.Id, default)).ShouldBe(Refused(later));
            await ShouldHaveDaysAsync(token, (Today.AddDays(-1), 1), (Today, 2));
        }

        (await Usage.ListTotalsAsync(Today.AddDays(-1), Today, default)).Sum(one => one.Requests).ShouldBe(900);
    }

    [Fact]
    public async Task Outcomes_of_a_day_are_added_up_each_for_itself()
    {
        var token = await AddTokenAsync();
        var counts = new UsageCounts(1, 2, 3, 4, 5);
        await Usage.AddAsync([new TokenUsage(token.Id, Today, counts, null)], default);
        await Usage.AddAsync([new TokenUsage(token.Id, Today, counts, null)], default);

        (await Usage.ListDaysAsync(token.Id, Today, Today, default)).ShouldBe([new UsageDay(Today, 30, new UsageCounts(2, 4, 6, 8, 10))]);
    }

    [Fact]
    public async Task A_token_that_is_only_refused_itself_was_never_used()
    {
        var token = await AddTokenAsync();

        await Usage.AddAsync([new TokenUsage(token.Id, Today, new UsageCounts(Unauthorized: 1), null, Refused(Some.Moment))], default);

        (await Tokens.GetAsync(token.Id, default))!.LastUse.ShouldBeNull();
        (await Usage.ListDaysAsync(token.Id, Today, Today, default)).ShouldHaveSingleItem().Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_use_that_is_not_over_leaves_no_count()
    {
        var token = await AddTokenAsync();

        await Usage.AddAsync([Used(token, Some.Moment) with { Counts = default }], default);

        (await Tokens.GetAsync(token.Id, default))!.LastUse.ShouldNotBeNull();
        await ShouldHaveDaysAsync(token);
    }

    [Fact]
    public async Task Last_refusal_is_the_latest_of_every_node()
    {
        var (token, other) = (await AddTokenAsync(), await AddTokenAsync());
        await using var behind = Fixture.Open();
        (await Usage.FindLastRefusalAsync(token.Id, default)).ShouldBeNull();

        await Usage.AddAsync([RefusedAt(token, Some.Moment.AddSeconds(2))], default);
        await behind.Usage.AddAsync([RefusedAt(token, Some.Moment.AddSeconds(1))], default);

        (await Usage.FindLastRefusalAsync(token.Id, default)).ShouldBe(Refused(Some.Moment.AddSeconds(2)));
        (await Usage.FindLastRefusalAsync(other.Id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Refusals_without_method_and_route_are_kept_as_they_are()
    {
        var token = await AddTokenAsync();
        var refusal = new TokenRefusal(Some.Moment, "token_expired", null, null);

        await Usage.AddAsync([new TokenUsage(token.Id, Today, new UsageCounts(Unauthorized: 1), null, refusal)], default);

        (await Usage.FindLastRefusalAsync(token.Id, default)).ShouldBe(refusal);
    }

    [Fact]
    public async Task Days_are_listed_with_both_ends()
    {
        var token = await AddTokenAsync();
        await Usage.AddAsync([.. Enumerable.Range(0, 5).Select(i => Used(token, Today.AddDays(i), i + 1))], default);

        (await Usage.ListDaysAsync(token.Id, Today.AddDays(1), Today.AddDays(3), default)).Select(one => one.Requests).ShouldBe([2, 3, 4]);
    }

    [Fact]
    public async Task Totals_add_up_tokens_by_day()
    {
        var (token, other) = (await AddTokenAsync(), await AddTokenAsync());
        await Usage.AddAsync([Used(token, Today, 3), Used(other, Today, 4), Used(other, Today.AddDays(2), 5)], default);

        (await Usage.ListTotalsAsync(Today, Today.AddDays(1), default)).ShouldBe([new UsageTotal(Today, 7, 2)]);
        (await Usage.ListTotalsAsync(Today, Today.AddDays(2), default)).ShouldBe([new UsageTotal(Today, 7, 2), new UsageTotal(Today.AddDays(2), 5, 1)]);
    }

    [Fact]
    public async Task Uses_are_no_change_and_leave_no_audit_record()
    {
        var token = await AddTokenAsync();
        await using var reader = await Store.Changes!.OpenAsync(null, default);
        await reader.ReadAsync(default);
        var head = (await Store.Audit.ReadHeadAsync(default))!.Seq;

        await Usage.AddAsync([Used(token, Today, 3)], default);

        var batch = await reader.ReadAsync(default);
        (batch.Changes.Length, batch.IsReset).ShouldBe((0, false));
        (await Store.Audit.ReadHeadAsync(default))!.Seq.ShouldBe(head);
    }

    [Fact]
    public async Task Uses_of_tokens_that_are_not_there_are_left_out()
    {
        var token = await AddTokenAsync();
        await Usage.AddAsync([Used(token, Today, 1), Used(TokenId.Stored(99))], default);

        (await Usage.ListTotalsAsync(Today, Today, default)).ShouldBe([new UsageTotal(Today, 1, 1)]);
    }

    [Fact]
    public async Task Uses_of_a_purged_token_are_gone_with_it()
    {
        var token = await AddTokenAsync();
        await Usage.AddAsync([Used(token.Id)], default);
        await Tokens.DeleteAsync(token.Id, Some.Moment, default);

        await Tokens.PurgeAsync(Some.Moment.AddTicks(1), Some.Moment, 10, default);

        (await Usage.ListTotalsAsync(Today, Today, default)).ShouldBeEmpty();
        (await Usage.FindLastRefusalAsync(token.Id, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Prune_takes_old_days_away_up_to_a_limit()
    {
        var token = await AddTokenAsync();
        await Usage.AddAsync([.. Enumerable.Range(0, 5).Select(i => Used(token, Today.AddDays(i), 1))], default);

        (await Usage.PruneAsync(Today.AddDays(3), 2, default)).ShouldBe(2);
        (await Usage.PruneAsync(Today.AddDays(3), 2, default)).ShouldBe(1);
        (await Usage.PruneAsync(Today.AddDays(3), 2, default)).ShouldBe(0);
        await ShouldHaveDaysAsync(token, (Today.AddDays(3), 1), (Today.AddDays(4), 1));
        (await Tokens.GetAsync(token.Id, default))!.LastUse.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(-1, "never")]
    [InlineData(0, "never")]
    [InlineData(1, "never used")]
    public async Task List_narrows_to_tokens_that_are_unused_since(int secondsAfterUse, string expected)
    {
        await AddTokenAsync(Some.Draft(name: "never") with { CreatedAt = Some.Moment.AddDays(-9) });
        await AddTokenAsync(Some.Draft(name: "new") with { CreatedAt = Some.Moment.AddDays(1) });
        var used = await AddTokenAsync(Some.Draft(name: "used") with { CreatedAt = Some.Moment.AddDays(-9) });
        await Usage.AddAsync([Used(used, at: Some.Moment)], default);

        var listed = await Tokens.ListAsync(new TokenFilter { UnusedSince = Some.Moment.AddSeconds(secondsAfterUse) }, null, 10, default);

        string.Join(' ', listed.Select(one => one.Name)).ShouldBe(expected);
    }

    [Fact]
    public async Task List_narrows_to_tokens_that_end_before()
    {
        await AddTokenAsync(Some.Draft(name: "soon") with { ExpiresAt = Some.Moment });
        await AddTokenAsync(Some.Draft(name: "later") with { ExpiresAt = Some.Moment.AddTicks(1) });
        await AddTokenAsync(Some.Draft(name: "never"));

        var listed = await Tokens.ListAsync(new TokenFilter { ExpiresBefore = Some.Moment.AddTicks(1) }, null, 10, default);

        listed.ShouldHaveSingleItem().Name.ShouldBe("soon");
    }

    private static TokenUsage Used(Token token, DateOnly day, long requests) =>
        new(token.Id, day, new UsageCounts(Allowed: requests), new TokenUse(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), "192.0.2.1", TokenPlace.Header));

    private static TokenUsage Used(Token token, DateTimeOffset at, string? from = null) =>
        new(token.Id, Today, new UsageCounts(Allowed: 1), new TokenUse(at, from, TokenPlace.Header));

    private static TokenUsage Used(TokenId token) =>
        new(token, Today, new UsageCounts(Allowed: 1), new TokenUse(Some.Moment, null, TokenPlace.Header), Refused(Some.Moment));

    private static TokenUsage RefusedAt(Token token, DateTimeOffset at) => new(token.Id, Today, new UsageCounts(Denied: 1), null, Refused(at));

    private static TokenRefusal Refused(DateTimeOffset at) => new(at, "insufficient_role", "DELETE", "orders");

    private async Task ShouldHaveDaysAsync(Token token, params (DateOnly Day, long Allowed)[] days) =>
        (await Usage.ListDaysAsync(token.Id, DateOnly.MinValue, DateOnly.MaxValue, default))
            .ShouldBe(days.Select(one => new UsageDay(one.Day, one.Allowed, new UsageCounts(Allowed: one.Allowed))));
}
