using Dapper;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage.Tests.Sqlite;

/// <summary>A store from before users had realms: whose tokens work, work on, and nobody gets more.</summary>
public sealed class SqliteRealmMigrationTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("alice", "default", "eu \"west\"", "prod")]
    [InlineData("bob", "default")]
    [InlineData("star", "default")]
    [InlineData("again", "default")]
    public async Task User_has_the_default_realm_and_those_of_the_users_own_tokens(string user, params string[] expected)
    {
        var file = SqliteFile.Parse("Data Source=store.db", _folder.Path);
        await SqliteDatabase.Open(file, [.. SqliteMigration.All.Take(5)], auditKey: null, _clock, checkAuditKey: false).DisposeAsync();
        using (var raw = Raw.Open(file.Path))
        {
            await raw.ExecuteAsync(
                """
                INSERT INTO users (number, id, roles, created_at) VALUES
                    (5, 'alice', '["Users"]', 2000), (6, 'bob', '["Users"]', 2000), (7, 'star', '["Users"]', 2000), (9, 'again', '["Users"]', 2000);
                INSERT INTO tokens (id, digest, name, owner, owner_number, realm, role, manages, created_at, created_by, active, hint, deleted_at, expires_at) VALUES
                    (1, randomblob(32), '', 'alice', 5, 'prod', 'Users', 0, 3000, 'cli:root', 1, '', NULL, NULL),
                    (2, randomblob(32), '', 'alice', 5, 'prod', 'Users', 0, 3000, 'cli:root', 0, '', NULL, NULL),
                    (3, randomblob(32), '', 'alice', 5, 'default', 'Users', 0, 3000, 'cli:root', 1, '', NULL, NULL),
                    (4, randomblob(32), '', 'alice', 5, 'eu "west"', 'Users', 0, 3000, 'cli:root', 1, '', NULL, 4000),
                    (5, randomblob(32), '', 'alice', 5, 'deleted', 'Users', 0, 3000, 'cli:root', 1, '', 3500, NULL),
                    (6, randomblob(32), '', 'star', 7, '*', 'Users', 0, 3000, 'cli:root', 1, '', NULL, NULL),
                    (7, randomblob(32), '', 'again', 8, 'prod', 'Users', 0, 1000, 'cli:root', 1, '', NULL, NULL);
                """);
        }

        await using var store = Stores.Open(new StoreOptions(StoreProvider.Sqlite, "Data Source=store.db", _folder.Path), _clock);
        (await store.Users.GetAsync(UserId.Parse(user), default))!.Realms.ShouldBe(RealmSet.Of(expected.Select(Realm.Parse)));

        // A realm that can no longer be made is still read, and belongs to nobody who has not all.
        (await store.Tokens.GetAsync(TokenId.Stored(6), default))!.Realm.Value.ShouldBe("*");
    }
}
