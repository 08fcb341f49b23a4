using TokenGateway.Core.Storage;
using TokenGateway.Storage.Tests.Contract;

namespace TokenGateway.Storage.Tests.PostgreSql;

/// <summary>Numbers are given in the order of commits: no follower passes one that comes later.</summary>
public sealed class PostgreSqlOrderTests : IAsyncLifetime
{
    private const string TakeNumber =
        """
        UPDATE change_head SET seq = seq + 1 WHERE shard = 0;
        INSERT INTO changes (seq, kind, key, at) SELECT seq, 3, 'first', 0 FROM change_head WHERE shard = 0;
        """;

    private readonly PostgreSqlFixture _fixture = new();

    [Fact]
    public async Task Whoever_takes_a_number_after_one_that_is_not_committed_waits_and_neither_is_passed_over()
    {
        await using var store = _fixture.Open();
        await using var reader = await store.Changes!.OpenAsync(null, default);
        await reader.ReadAsync(default);
        await using var first = await RawTransaction.BeginAsync(_fixture, TakeNumber);
        var second = store.Users.AddAsync(Some.User("second"), default).AsTask();
        await first.IsWaitedForAsync();

        (await reader.ReadAsync(default)).Changes.ShouldBeEmpty();
        await first.CommitAsync();
        await second;

        (await reader.ReadAsync(default)).Changes.ShouldBe([new(ChangeKind.UserChanged, "first"), new(ChangeKind.UserChanged, "second")]);
    }

    [Fact]
    public async Task Number_that_is_given_back_is_the_next_ones()
    {
        await using var store = _fixture.Open();
        await using var reader = await store.Changes!.OpenAsync(null, default);
        var before = (await reader.ReadAsync(default)).Cursor;
        await using (var first = await RawTransaction.BeginAsync(_fixture, TakeNumber))
        {
            var second = store.Users.AddAsync(Some.User("second"), default).AsTask();
            await first.IsWaitedForAsync();
            await first.DisposeAsync();
            await second;
        }

        var batch = await reader.ReadAsync(default);
        batch.Changes.ShouldBe([new(ChangeKind.UserChanged, "second")]);
        batch.Cursor.ShouldBe(before with { Seq = before.Seq + 1 });
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();
}
