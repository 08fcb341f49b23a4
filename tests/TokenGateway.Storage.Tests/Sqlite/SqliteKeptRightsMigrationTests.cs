using Dapper;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage.Tests.Sqlite;

/// <summary>A store from before rights counted on: what its audit log says of users and secrets is known.</summary>
public sealed class SqliteKeptRightsMigrationTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ADAM", null, "Administrators")]
    [InlineData("eve", "Adam@x.com", "Administrators")]
    [InlineData("old", null, "Users,Engineers")]
    [InlineData("again", null, null)]
    [InlineData("odd", null, null)]
    [InlineData("eve", null, null)]
    public async Task Identities_of_deleted_users_are_given_by_those_who_may(string id, string? email, string? expected)
    {
        await MigrateAsync();
        await using var store = Open();
        var asked = new List<UserRights>();
        var basis = WriteBasis.None with
        {
            CanGive = rights =>
            {
                asked.Add(rights);
                return false;
            },
        };

        var adding = async () => await store.Users.AddAsync(Some.User(id) with { Email = email }, null, StoreExtensions.Entry, basis, default);

        if (expected is null)
            await adding.ShouldNotThrowAsync();
        else
            await adding.ShouldThrowAsync<IdentityKeptException>();
        asked.Select(rights => string.Join(',', rights.Roles)).ShouldBe(expected is null ? [] : [expected]);
        asked.ShouldAllBe(rights => rights.Realms.Contains(Realm.Default));
    }

    [Fact]
    public async Task Secrets_that_tokens_gave_end_with_a_report()
    {
        await MigrateAsync();
        await using var store = Open();
        var entry = StoreExtensions.Entry;

        var changed = await store.Tokens.ReportLeakAsync(TokenId.Stored(1), isUsable: true, new LeakEntries(_ => entry, _ => entry, _ => entry), default);

        changed.ShouldBe([TokenId.Stored(1), TokenId.Stored(2)]);
        (await store.Tokens.GetAsync(TokenId.Stored(2), default))!.ShouldSatisfyAllConditions(it => it.IsActive.ShouldBeTrue(), it => it.OverlapEndsAt.ShouldBeNull());
        (await store.Tokens.GetAsync(TokenId.Stored(3), default))!.OverlapEndsAt.ShouldNotBeNull();
    }

    private OpenedStore Open() => Stores.Open(new StoreOptions(StoreProvider.Sqlite, "Data Source=store.db", _folder.Path), _clock);

    private async Task MigrateAsync()
    {
        var file = SqliteFile.Parse("Data Source=store.db", _folder.Path);
        await SqliteDatabase.Open(file, [.. SqliteMigration.All.Take(7)], auditKey: null, _clock, checkAuditKey: false).DisposeAsync();
        using var raw = Raw.Open(file.Path);
        await raw.ExecuteAsync(
            """
            INSERT INTO users (id, id_key, roles, created_at) VALUES ('again', 'again', '["Users"]', 2000);
            INSERT INTO tokens (id, digest, name, owner, owner_number, realm, role, manages, created_at, created_by, active, hint, overlap_ends_at) VALUES
                (1, randomblob(32), '', 'again', 1, 'default', 'Users', 1, 3000, 'cli:root', 1, '', NULL),
                (2, randomblob(32), '', 'again', 1, 'default', 'Users', 1, 3000, 'cli:root', 1, '', @later),
                (3, randomblob(32), '', 'again', 1, 'default', 'Users', 1, 3000, 'cli:root', 1, '', @later);
            INSERT INTO retired_secrets (digest, token, retired_at, valid_until) VALUES (randomblob(32), 2, 6000, @later), (randomblob(32), 3, 6000, @later);
            INSERT INTO audit (seq, at, actor, action, subject, before, seal) VALUES
                (1, 5000, 'token:1', 'token.rotated', 'token:2', NULL, x''), (2, 6001, 'user:again', 'token.rotated', 'token:2', NULL, x''),
                (3, 5000, 'user:again', 'token.rotated', 'token:3', NULL, x''), (4, 6001, 'token:1', 'token.rotated', 'token:3', NULL, x''),
                (5, 5000, 'cli:root', 'user.deleted', 'user:adam', '{"email":"adam@x.com","roles":["Users"],"realms":["default"],"canCreateTokens":false}', x''),
                (6, 6000, 'cli:root', 'user.deleted', 'user:adam', '{"email":"adam@x.com","roles":["Administrators"],"realms":["*"],"canCreateTokens":true}', x''),
                (7, 6000, 'cli:root', 'user.deleted', 'user:old', '{"email":null,"roles":["Users","Engineers"]}', x''),
                (8, 6000, 'cli:root', 'user.deleted', 'user:again', '{"email":null,"roles":["Administrators"]}', x''),
                (9, 6000, 'cli:root', 'user.deleted', 'user:odd', 'no JSON', x'');
            """,
            new { later = _clock.GetUtcNow().AddDays(3650).UtcTicks });
        await SqliteDatabase.Open(file, SqliteMigration.All, auditKey: null, _clock, checkAuditKey: false).DisposeAsync();

        // Nobody sealed these; what is written next is sealed.
        await raw.ExecuteAsync("DELETE FROM audit");
    }
}
