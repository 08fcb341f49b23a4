using Dapper;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage.Tests.Sqlite;

/// <summary>A store from before sessions named their user by <c>user_id</c>: people stay signed in, and are signed out by what signs them out.</summary>
public sealed class SqliteSessionUserMigrationTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Session_from_before_is_its_users_still_and_ends_with_the_user()
    {
        var digest = Some.Digest();
        var file = SqliteFile.Parse("Data Source=store.db", _folder.Path);
        await SqliteDatabase.Open(file, [.. SqliteMigration.All.Take(8)], auditKey: null, _clock, checkAuditKey: false).DisposeAsync();
        using (var raw = Raw.Open(file.Path))
        {
            await raw.ExecuteAsync("INSERT INTO users (number, id, id_key, roles, created_at) VALUES (5, 'alice', 'alice', '[\"Users\"]', 2000)");
            await raw.ExecuteAsync(
                "INSERT INTO sessions (digest, user, user_number, signed_in_at, seen_at, expires_at) VALUES (@digest, 'alice', 5, 2000, 3000, 4000)",
                new { digest = digest.ToArray() });
        }

        await using var store = Stores.Open(new StoreOptions(StoreProvider.Sqlite, "Data Source=store.db", _folder.Path), _clock);
        (await store.Sessions.FindAsync(digest, default))!.User.ShouldBe(UserId.Parse("alice"));

        await store.Users.DeleteAsync(UserId.Parse("alice"), Some.Moment, default);
        (await store.Sessions.FindAsync(digest, default)).ShouldBeNull();
    }
}
