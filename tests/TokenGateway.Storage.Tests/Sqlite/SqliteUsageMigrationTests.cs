using Dapper;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage.Tests.Sqlite;

/// <summary>A store from before outcomes were recorded: its counts stay, and "not recorded" is not 0.</summary>
public sealed class SqliteUsageMigrationTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Counts_from_before_stay_and_have_no_outcomes()
    {
        var (before, day) = (new DateOnly(1970, 1, 11), new DateOnly(1970, 1, 12));
        var file = SqliteFile.Parse("Data Source=store.db", _folder.Path);
        await SqliteDatabase.Open(file, [.. SqliteMigration.All.Take(10)], auditKey: null, _clock, checkAuditKey: false).DisposeAsync();
        await using var older = Stores.Open(new StoreOptions(StoreProvider.Sqlite, "Data Source=store.db", _folder.Path), _clock);
        var token = (await older.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(), default)).Token!.Id;
        using (var raw = Raw.Open(file.Path))
        {
            await raw.ExecuteAsync(
                "INSERT INTO token_usage_days (token, day, requests) VALUES (@token, 10, 7), (@token, 11, 7)", new { token = token.Number });
        }

        await older.Usage.AddAsync([new TokenUsage(token, day, new UsageCounts(Allowed: 1, Denied: 2), null)], TimeSpan.Zero, default);

        (await older.Usage.ListDaysAsync(token, before, day, default)).ShouldBe([
            new UsageDay(before, 7),
            new UsageDay(day, 10, new UsageCounts(Allowed: 1, Denied: 2)),
        ]);
        (await older.Usage.FindLastRefusalAsync(token, default)).ShouldBeNull();
    }
}
