using Dapper;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage.Tests.Sqlite;

/// <summary>A store from before the change sequence had a head: it goes on with the number and the floor that it had.</summary>
public sealed class SqliteChangeHeadMigrationTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    [InlineData(9, false)]
    public async Task Sequence_goes_on_for_a_follower_from_before(long seq, bool isReset)
    {
        var file = SqliteFile.Parse("Data Source=store.db", _folder.Path);
        await SqliteDatabase.Open(file, [.. SqliteMigration.All.Take(9)], auditKey: null, _clock, checkAuditKey: false).DisposeAsync();
        string epoch;
        using (var raw = Raw.Open(file.Path))
        {
            raw.Execute("INSERT INTO changes (seq, kind, key, at) VALUES (8, 2, '1', 1), (9, 2, '2', 1); UPDATE store SET changes_floor = 7");
            epoch = raw.ExecuteScalar<string>("SELECT store_id FROM store")!;
        }

        await using var store = Stores.Open(new StoreOptions(StoreProvider.Sqlite, "Data Source=store.db", _folder.Path), _clock);
        await using var reader = await store.Changes!.OpenAsync(new ChangeCursor(epoch, seq), default);
        await store.Users.AddAsync(Some.User(), default);

        var batch = await reader.ReadAsync(default);
        (batch.IsReset, batch.Cursor.Seq).ShouldBe((isReset, 10));
        batch.Changes.Length.ShouldBe(batch.IsReset ? 0 : (int)(10 - seq));
    }
}
