using Dapper;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage.Tests.Sqlite;

/// <summary>A store from before tokens had the numbers of their owners.</summary>
public sealed class SqliteOwnerMigrationTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, "alice's own", 5)]
    [InlineData(2, "of the same moment as alice", 5)]
    [InlineData(3, "of somebody who was called alice before", 0)]
    [InlineData(4, "of a declared user", 0)]
    public async Task Token_belongs_to_the_user_it_was_made_for(long token, string what, long expected)
    {
        what.ShouldNotBeEmpty();
        var file = SqliteFile.Parse("Data Source=store.db", _folder.Path);
        await SqliteDatabase.Open(file, [.. SqliteMigration.All.Take(3)], auditKey: null, _clock, checkAuditKey: false).DisposeAsync();
        using (var raw = Raw.Open(file.Path))
        {
            await raw.ExecuteAsync(
                """
                INSERT INTO users (number, id, roles, created_at) VALUES (5, 'alice', '["Users"]', 2000);
                INSERT INTO tokens (id, digest, name, owner, realm, role, manages, created_at, created_by, active, hint) VALUES
                    (1, randomblob(32), '', 'alice', 'default', 'Users', 0, 3000, 'cli:root', 1, ''),
                    (2, randomblob(32), '', 'alice', 'default', 'Users', 0, 2000, 'cli:root', 1, ''),
                    (3, randomblob(32), '', 'alice', 'default', 'Users', 0, 1999, 'cli:root', 1, ''),
                    (4, randomblob(32), '', 'dave', 'default', 'Users', 0, 3000, 'cli:root', 1, '');
                """);
        }

        await using var store = Stores.Open(new StoreOptions(StoreProvider.Sqlite, "Data Source=store.db", _folder.Path), _clock);
        (await store.Tokens.GetAsync(TokenId.Stored(token), default))!.OwnerNumber.ShouldBe(expected);
    }
}
