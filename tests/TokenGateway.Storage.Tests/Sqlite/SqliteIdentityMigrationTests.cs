using Dapper;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage.Tests.Sqlite;

/// <summary>A store from before ids and e-mail addresses were unique ignoring case.</summary>
public sealed class SqliteIdentityMigrationTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();
    private OpenedStore _store = null!;

    public async Task InitializeAsync()
    {
        var file = SqliteFile.Parse("Data Source=store.db", _folder.Path);
        await SqliteDatabase.Open(file, [.. SqliteMigration.All.TakeWhile(one => one.Name != "identity_keys")], auditKey: null, _clock, checkAuditKey: false).DisposeAsync();
        using (var raw = Raw.Open(file.Path))
        {
            await raw.ExecuteAsync(
                """
                INSERT INTO users (id, email, roles, created_at) VALUES
                    ('alice', 'a@example.com', '["Users"]', 1), ('Alice', NULL, '["Users"]', 2), ('bob', 'A@EXAMPLE.com', '["Users"]', 3),
                    ('comma,bob', 'not an address', '["Users"]', 4), ('carol', 'carol@example.com', '["Users"]', 5);
                """);
        }

        _store = Stores.Open(new StoreOptions(StoreProvider.Sqlite, "Data Source=store.db", _folder.Path), _clock);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Users_that_share_an_identity_stay_and_are_listed()
    {
        (await _store.Users.ListAsync(null, 10, default)).Count.ShouldBe(5);

        var shared = await _store.Users.ListSharedIdentitiesAsync(10, default);

        shared.Select(one => (one.Key, string.Join(" ", one.Users))).ShouldBe([("a@example.com", "alice bob"), ("alice", "Alice alice")]);
    }

    [Fact]
    public async Task New_user_is_compared_with_those_from_before() =>
        (await Should.ThrowAsync<IdentityTakenException>(async () => await _store.Users.AddAsync(Some.User("CAROL"), default))).Other.ShouldBe(UserId.Parse("carol"));
}
