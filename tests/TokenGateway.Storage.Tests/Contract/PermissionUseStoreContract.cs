using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Storage.Tests.Contract;

/// <summary>What every store keeps of the permissions that tokens needed.</summary>
public abstract class PermissionUseStoreContract : StoreContract
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(Some.Moment.UtcDateTime);

    private IPermissionUseStore Uses => Store.PermissionUses;

    [Fact]
    public async Task Last_day_is_kept_by_token_and_permission()
    {
        var (token, other, third) = (await AddTokenAsync(), await AddTokenAsync(), await AddTokenAsync());
        await Uses.RecordAsync(["orders:read", "orders:write"], Today, default);

        await Uses.AddAsync([Use(token, "orders:read", 0), Use(token, "orders:write", 1), Use(other, "orders:read", 2), Use(third, "orders:read", 3)], default);

        (await ListAsync(token, other)).ShouldBe([Use(token, "orders:read", 0), Use(token, "orders:write", 1), Use(other, "orders:read", 2)]);
        (await Uses.ListAsync([], default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Last_day_moves_on_and_is_not_set_back_by_a_node_that_is_behind()
    {
        var token = await AddTokenAsync();
        await using var other = Fixture.Open();
        await Uses.RecordAsync(["a"], Today, default);
        await Uses.AddAsync([Use(token, "a", 1)], default);

        await other.PermissionUses.AddAsync([Use(token, "a", 0)], default);
        (await ListAsync(token)).ShouldBe([Use(token, "a", 1)]);
        await other.PermissionUses.AddAsync([Use(token, "a", 2)], default);

        (await ListAsync(token)).ShouldBe([Use(token, "a", 2)]);
    }

    [Fact]
    public async Task Nodes_that_write_the_same_at_once_do_not_stand_in_each_others_way()
    {
        Token[] tokens = [await AddTokenAsync(), await AddTokenAsync(), await AddTokenAsync()];
        await using var other = Fixture.Open();
        await Uses.RecordAsync(["a", "b", "c"], Today, default);
        PermissionUse[] uses = [.. tokens.SelectMany(token => new[] { "a", "b", "c" }.Select(permission => Use(token, permission, 0)))];

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            var node = i % 2 == 0 ? Uses : other.PermissionUses;
            await node.RecordAsync(i % 3 == 0 ? ["a", "b", "c"] : ["c", "b", "a"], Today.AddDays(i / 3), default);
            await node.AddAsync([.. (i % 4 < 2 ? uses : uses.Reverse()).Select(use => use with { Day = Today.AddDays(i) })], default);
        }));

        (await ListAsync(tokens)).ShouldBe(uses.Select(use => use with { Day = Today.AddDays(19) }));
        (await RecordedAsync()).ShouldBe("a 0, b 0, c 0");
    }

    [Fact]
    public async Task Uses_of_what_is_not_there_are_left_out()
    {
        var token = await AddTokenAsync();
        await Uses.RecordAsync(["a"], Today, default);

        await Uses.AddAsync([Use(token, "a", 0), Use(token, "never recorded", 0), new PermissionUse(TokenId.Stored(99), "a", Today)], default);

        (await Uses.ListAsync([token.Id, TokenId.Stored(99)], default)).ShouldBe([Use(token, "a", 0)]);
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(8, 8)]
    [InlineData(-5, 0)]
    public async Task Recording_goes_on_over_a_short_gap_and_begins_anew_after_a_long_one(int days, int since)
    {
        await Uses.RecordAsync(["a"], Today, default);

        await Uses.RecordAsync(["a"], Today.AddDays(days), default);

        (await RecordedAsync()).ShouldBe($"a {since}");
    }

    [Fact]
    public async Task Each_permission_is_recorded_since_its_own_day()
    {
        await Uses.RecordAsync([], Today, default);
        (await RecordedAsync()).ShouldBe("");
        await Uses.RecordAsync(["b", "a"], Today, default);
        await Uses.RecordAsync(["a", "c"], Today.AddDays(5), default);
        await Uses.RecordAsync(["a", "b"], Today.AddDays(12), default);

        (await RecordedAsync()).ShouldBe("a 0, b 12, c 5");
    }

    [Fact]
    public async Task Needs_are_no_change_and_leave_no_audit_record()
    {
        var token = await AddTokenAsync();
        await using var reader = await Store.Changes!.OpenAsync(null, default);
        await reader.ReadAsync(default);
        var head = (await Store.Audit.ReadHeadAsync(default))!.Seq;

        await Uses.RecordAsync(["a"], Today, default);
        await Uses.AddAsync([Use(token, "a", 0)], default);

        var batch = await reader.ReadAsync(default);
        (batch.Changes.Length, batch.IsReset).ShouldBe((0, false));
        (await Store.Audit.ReadHeadAsync(default))!.Seq.ShouldBe(head);
    }

    [Fact]
    public async Task A_rotated_token_keeps_its_history_and_a_purged_one_takes_it_along()
    {
        var token = await AddTokenAsync();
        await Uses.RecordAsync(["a"], Today, default);
        await Uses.AddAsync([Use(token, "a", 0)], default);
        await Tokens.RotateAsync(token.Id, Some.Moment, Some.Moment, Some.Seal(), StoreExtensions.Entry, Core.Storage.WriteBasis.None, default);
        (await ListAsync(token)).ShouldBe([Use(token, "a", 0)]);
        await Tokens.DeleteAsync(token.Id, Some.Moment, default);

        await Tokens.PurgeAsync(Some.Moment.AddTicks(1), Some.Moment, 10, default);

        (await ListAsync(token)).ShouldBeEmpty();
        (await RecordedAsync()).ShouldBe("a 0");
    }

    [Fact]
    public async Task Prune_takes_old_days_away_up_to_a_limit()
    {
        var token = await AddTokenAsync();
        await Uses.RecordAsync(["a", "b", "c", "d"], Today, default);
        await Uses.AddAsync([Use(token, "a", 0), Use(token, "b", 1), Use(token, "c", 2), Use(token, "d", 3)], default);

        (await Uses.PruneAsync(Today.AddDays(3), 2, default)).ShouldBe(2);
        (await Uses.PruneAsync(Today.AddDays(3), 2, default)).ShouldBe(1);
        (await Uses.PruneAsync(Today.AddDays(3), 2, default)).ShouldBe(0);
        (await ListAsync(token)).ShouldBe([Use(token, "d", 3)]);
    }

    private static PermissionUse Use(Token token, string permission, int days) => new(token.Id, permission, Today.AddDays(days));

    private async Task<IEnumerable<PermissionUse>> ListAsync(params Token[] tokens) =>
        (await Uses.ListAsync([.. tokens.Select(token => token.Id)], default)).OrderBy(use => use.Token.Number).ThenBy(use => use.Permission, StringComparer.Ordinal);

    private async Task<string> RecordedAsync() => string.Join(
        ", ", (await Uses.ListRecordedAsync(default)).OrderBy(one => one.Permission, StringComparer.Ordinal).Select(one => $"{one.Permission} {one.Since.DayNumber - Today.DayNumber}"));
}
