using TokenGateway.Core.Auditing;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Tests.PostgreSql;

/// <summary>Transactions run side by side here: what one decides by must not change under it.</summary>
public sealed class PostgreSqlSideBySideTests : IAsyncLifetime
{
    private readonly PostgreSqlFixture _fixture = new();

    [Fact]
    public async Task Password_that_changes_while_a_session_is_opened_leaves_none()
    {
        await using var store = _fixture.Open();
        var user = (await store.Users.AddAsync(Some.User(), "old", StoreExtensions.Entry, WriteBasis.None, default))!;
        await using var change = await RawTransaction.BeginAsync(
            _fixture, "UPDATE users SET password_hash = 'new' WHERE id = 'alice'; DELETE FROM sessions WHERE user_id = 'alice'");
        var opened = store.Sessions.AddAsync(SessionOf(user), "old", StoreExtensions.Entry, default).AsTask();
        await change.IsWaitedForAsync();
        await change.CommitAsync();

        (await opened).ShouldBeFalse();
    }

    [Fact]
    public async Task Passkey_that_is_removed_while_a_session_is_opened_by_it_leaves_none()
    {
        await using var store = _fixture.Open();
        var user = (await store.Users.AddAsync(Some.User(), null, StoreExtensions.Entry, WriteBasis.None, default))!;
        await _fixture.ExecuteAsync(
            $"INSERT INTO passkeys VALUES ('key', 'alice', {user.Number}, 'h', 'n', '\\x00', 0, false, false, 0, NULL)");
        await using var removal = await RawTransaction.BeginAsync(_fixture, "DELETE FROM passkeys WHERE id = 'key'; DELETE FROM sessions WHERE passkey = 'key'");
        var opened = store.Sessions.AddAsync(SessionOf(user) with { Passkey = "key" }, null, StoreExtensions.Entry, default).AsTask();
        await removal.IsWaitedForAsync();
        await removal.CommitAsync();

        (await opened).ShouldBeFalse();
    }

    // The leaked token makes another one while it is reported: the report waits for it and finds it.
    [Fact]
    public async Task Token_that_is_made_while_its_maker_is_reported_ends_with_it()
    {
        await using var store = _fixture.Open();
        var leaked = (await store.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(), default)).Token!;
        var child = (await store.Tokens.AddAsync(Some.Draft(name: "child"), Some.NoQuota, Some.Seal(), default)).Token!;
        await using var making = await RawTransaction.BeginAsync(
            _fixture,
            $"SELECT 1 FROM tokens WHERE id = {leaked.Id.Number} FOR UPDATE; UPDATE tokens SET created_by = 'token:{leaked.Id}' WHERE id = {child.Id.Number}");
        var report = store.Tokens.ReportLeakAsync(
            leaked.Id, isUsable: true,
            new LeakEntries(_ => StoreExtensions.Entry, _ => StoreExtensions.Entry, _ => StoreExtensions.Entry), default).AsTask();
        await making.IsWaitedForAsync();
        await making.CommitAsync();

        (await report).ShouldBe([leaked.Id, child.Id]);
        (await store.Tokens.GetAsync(child.Id, default))!.IsActive.ShouldBeFalse();
    }

    [Fact]
    public async Task Value_that_is_kept_while_its_token_is_deleted_goes_with_it()
    {
        await using var store = _fixture.Open();
        var token = (await store.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(), default)).Token!;
        var keeps = $"INSERT INTO kept_values VALUES ({token.Id.Number}, 'k', decode(repeat('00', 32), 'hex'), '\\x00')";
        await _fixture.ExecuteAsync(keeps);
        await using var rotation = await RawTransaction.BeginAsync(
            _fixture, $"SELECT 1 FROM tokens WHERE id = {token.Id.Number} FOR UPDATE; DELETE FROM kept_values WHERE token = {token.Id.Number}; {keeps}");
        var deletion = store.Tokens.DeleteAsync(token.Id, Some.Moment, StoreExtensions.Entry, default).AsTask();
        await rotation.IsWaitedForAsync();
        await rotation.CommitAsync();

        (await deletion).ShouldBeTrue();
        (await store.KeptValues.FindAsync(token.Id, default)).ShouldBeNull();
    }

    // A rotation moves the row to another part of the table, which fails whoever waits for it; the write begins anew then.
    [Fact]
    public async Task Row_that_moves_to_another_partition_is_found_there()
    {
        await using var store = _fixture.Open();
        var token = (await store.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(), default)).Token!;
        for (var i = 0; i < 8; i++)
        {
            await using var rotation = await RawTransaction.BeginAsync(
                _fixture, "UPDATE tokens SET digest = @digest WHERE id = @id", new { digest = Some.Digest().ToArray(), id = token.Id.Number });
            var write = store.Tokens.SetActiveAsync(token.Id, i % 2 == 0, default).AsTask();
            await rotation.IsWaitedForAsync();
            await rotation.CommitAsync();

            (await write).ShouldBeTrue();
        }
    }

    // Both take what the other holds; the server ends one of them, which begins anew.
    [Fact]
    public async Task Writers_that_wait_for_each_other_both_get_through()
    {
        await using var store = _fixture.Open();
        for (var i = 0; i < 4; i++)
        {
            var (one, two) = ($"one{i}", $"two{i}");
            var added = await Task.WhenAll(
                store.Users.AddAsync(Some.User(one) with { Email = $"{two}@example.com" }, default).AsTask(),
                store.Users.AddAsync(Some.User(two) with { Email = $"{one}@example.com" }, default).AsTask());
            added.ShouldBe([true, true]);
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    private static Session SessionOf(User user) => new()
    {
        Digest = Some.Digest(),
        User = user.Id,
        UserNumber = user.Number,
        SignedInAt = Some.Moment,
        SeenAt = Some.Moment,
        ExpiresAt = Some.Moment.AddHours(1),
    };
}
