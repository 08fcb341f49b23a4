using Dapper;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage.Tests.Sqlite;

/// <summary>A store of version 1, as the release before the lifecycle wrote it, opened by this one.</summary>
public sealed class SqliteLifecycleMigrationTests : IAsyncLifetime
{
    private static readonly byte[] Digest = [.. Enumerable.Range(1, TokenDigest.Size).Select(i => (byte)i)];

    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();
    private OpenedStore _store = null!;

    public async Task InitializeAsync()
    {
        var file = SqliteFile.Parse("Data Source=store.db", _folder.Path);
        using (var connection = await CreateVersion1Async(file))
        {
            // Carol is the oldest, and of two of one age the id decides.
            await connection.ExecuteAsync(
                """
                INSERT INTO users (id, email, name, roles, disabled, created_at) VALUES
                    ('bob', NULL, NULL, '["Users"]', 1, 2000), ('alice', 'alice@example.com', 'Alice', '["Users","Engineers"]', 0, 2000),
                    ('carol', 'carol@example.com', NULL, '["Administrators"]', 0, 1000);
                INSERT INTO tokens (id, digest, name, owner, realm, role, permissions, manages, created_at, created_by, expires_at, active, deleted_at, hint) VALUES
                    (7, @digest, 'ci', 'alice', 'prod', 'Engineers', '["orders:read"]', 1, 3000, 'cli:root', 4000, 1, NULL, 'tgw_7_...9fK2'),
                    (9, randomblob(32), '', 'bob', 'default', 'Users', NULL, 0, 3000, 'cli:root', NULL, 0, 5000, 'tgw_9_...abcd');
                INSERT INTO changes (kind, key, at) VALUES (1, '7', 3000);
                """,
                new { digest = Digest });
        }

        _store = Stores.Open(new StoreOptions(StoreProvider.Sqlite, "Data Source=store.db", _folder.Path), _clock);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Users_are_kept_and_numbered_by_age()
    {
        var users = await _store.Users.ListAsync(null, 10, default);

        users.Select(user => (user.Id.Value, user.Number)).ShouldBe([("alice", 2), ("bob", 3), ("carol", 1)]);
        users[0].ShouldSatisfyAllConditions(
            it => it.Email.ShouldBe("alice@example.com"), it => it.Name.ShouldBe("Alice"), it => it.IsDisabled.ShouldBeFalse(),
            it => it.Roles.Select(role => role.Value).ShouldBe(["Users", "Engineers"]), it => it.CreatedAt.UtcTicks.ShouldBe(2000),
            it => it.CanCreateTokens.ShouldBeFalse());
        users[1].ShouldSatisfyAllConditions(it => it.Email.ShouldBeNull(), it => it.Name.ShouldBeNull(), it => it.IsDisabled.ShouldBeTrue());
        (await _store.Users.GetPasswordHashAsync(UserId.Parse("alice"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Tokens_are_kept_under_their_digests()
    {
        var facts = (await _store.Tokens.FindAsync(new TokenDigest(Digest), default)).ShouldNotBeNull();

        facts.Pepper.ShouldBeNull();
        facts.RetiredUntil.ShouldBeNull();
        facts.Owner!.Number.ShouldBe(2);
        facts.Token.ShouldSatisfyAllConditions(
            it => it.Id.ShouldBe(TokenId.Stored(7)), it => it.Name.ShouldBe("ci"), it => it.Realm.Value.ShouldBe("prod"),
            it => it.Permissions!.Value.Select(one => one.Value).ShouldBe(["orders:read"]), it => it.ExpiresAt!.Value.UtcTicks.ShouldBe(4000),
            it => it.Description.ShouldBe(""), it => it.ExternalId.ShouldBeNull(), it => it.NotBefore.ShouldBeNull(),
            it => it.Addresses.ShouldBeEmpty(), it => it.OverlapEndsAt.ShouldBeNull(), it => it.LastUse.ShouldBeNull());
        (await _store.Tokens.GetAsync(TokenId.Stored(9), default))!.DeletedAt!.Value.UtcTicks.ShouldBe(5000);
    }

    [Fact]
    public async Task Numbers_go_on_where_they_were()
    {
        (await _store.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(), default)).Token!.Id.ShouldBe(TokenId.Stored(10));
        (await _store.Users.AddAsync(Some.User("dora"), passwordHash: null, StoreExtensions.Entry, WriteBasis.None, default))!.Number.ShouldBe(4);
    }

    [Fact]
    public async Task A_users_number_is_never_given_twice()
    {
        var last = (await _store.Users.AddAsync(Some.User("dora"), passwordHash: null, StoreExtensions.Entry, WriteBasis.None, default))!;
        await _store.Users.DeleteAsync(last.Id, Some.Moment, default);

        (await _store.Users.AddAsync(Some.User("dora"), passwordHash: null, StoreExtensions.Entry, WriteBasis.None, default))!.Number.ShouldBe(last.Number + 1);
    }

    [Fact]
    public void A_copy_of_version_1_stands_beside_it()
    {
        var copy = Directory.GetFiles(_folder.Path, "*.bak").ShouldHaveSingleItem();

        Path.GetFileName(copy).ShouldStartWith("store.db.v1-");
        using var raw = Raw.Open(copy);
        raw.ExecuteScalar<int>("SELECT max(version) FROM schema_versions").ShouldBe(1);
        raw.Query<string>("SELECT id FROM users ORDER BY id").ShouldBe(["alice", "bob", "carol"]);
        raw.ExecuteScalar<int>("SELECT count(*) FROM tokens").ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_lost_of_the_changes_and_the_audit_log_begins_empty()
    {
        using var raw = Raw.Open(_folder.At("store.db"));
        raw.ExecuteScalar<int>("SELECT max(version) FROM schema_versions").ShouldBe(SqliteMigration.All[^1].Version);
        raw.Query<string>("SELECT key FROM changes").ShouldBe(["7"]);
        raw.ExecuteScalar<string>("PRAGMA integrity_check").ShouldBe("ok");

        (await _store.Audit.ListAsync(AuditFilter.All, 0, 10, default)).ShouldBeEmpty();
        (await _store.Audit.ReadHeadAsync(default)).ShouldBeNull();
    }

    private async Task<Microsoft.Data.Sqlite.SqliteConnection> CreateVersion1Async(SqliteFile file)
    {
        await SqliteDatabase.Open(file, [SqliteMigration.All[0]], auditKey: null, _clock, checkAuditKey: false).DisposeAsync();
        return Raw.Open(file.Path);
    }
}
