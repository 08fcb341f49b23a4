using TokenGateway.Core.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.PostgreSql;

namespace TokenGateway.Storage.Tests.PostgreSql;

/// <summary>Schemas, and which programs go on beside each other.</summary>
public sealed class PostgreSqlMigrationsTests : IAsyncLifetime
{
    private static readonly PostgreSqlMigration Adding =
        new(PostgreSqlMigration.All[^1].Version + 1, "adds", PostgreSqlMigration.All[^1].Version, "ALTER TABLE users ADD COLUMN nickname TEXT");

    private static readonly PostgreSqlMigration Taking =
        new(Adding.Version + 1, "takes", Adding.Version, "ALTER TABLE users DROP COLUMN kept");

    private readonly PostgreSqlFixture _fixture = new(isOwn: true);

    private static IReadOnlyList<PostgreSqlMigration> Present => PostgreSqlMigration.All;

    private static IReadOnlyList<PostgreSqlMigration> Next => [.. Present, Adding];

    private static IReadOnlyList<PostgreSqlMigration> Later => [.. Next, Taking];

    [Fact]
    public void Steps_are_numbered_without_gaps_and_say_who_goes_on_beside_them()
    {
        Present.Select(step => step.Version).ShouldBe(Enumerable.Range(1, Present.Count));
        Present.ShouldAllBe(step => step.UsableFrom >= 1 && step.UsableFrom <= step.Version);
    }

    [Fact]
    public async Task Five_that_start_at_once_on_an_empty_database_make_one_store()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(_fixture.Open)));

        (await _fixture.ExecuteAsync("SELECT count(*) FROM schema_versions")).ShouldBe((long)Present.Count);
        (await _fixture.ExecuteAsync("SELECT count(*) FROM store")).ShouldBe(1L);
        foreach (var (store, i) in stores.Select((store, i) => (store, i)))
            (await store.Users.AddAsync(Some.User($"user{i}"), default)).ShouldBeTrue();
        foreach (var store in stores)
            await store.DisposeAsync();
    }

    [Fact]
    public async Task Program_goes_on_beside_a_newer_one_that_only_added()
    {
        await using var before = await OpenAsync(Present);
        await using var after = await OpenAsync(Next);
        await using var started = await OpenAsync(Present);

        after.Migration.ShouldNotBeNull().To.ShouldBe(Adding.Version);
        started.Migration.ShouldBeNull();
        (await before.Users.AddAsync(Some.User("one"), default)).ShouldBeTrue();
        (await started.Users.AddAsync(Some.User("two"), default)).ShouldBeTrue();
        (await after.Users.ListAsync(null, 10, default)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Program_that_a_newer_one_left_behind_writes_nothing_follows_nothing_and_does_not_start()
    {
        await using var before = await OpenAsync(Present);
        await using var reader = await before.Changes!.OpenAsync(null, default);
        await reader.ReadAsync(default);
        await using var after = await OpenAsync(Later);

        var write = await Should.ThrowAsync<StoreUnavailableException>(async () => await before.Users.AddAsync(Some.User(), default));
        write.Message.ShouldContain($"needs a program of schema version {Adding.Version} or later");
        await Should.ThrowAsync<StoreUnavailableException>(async () => await reader.ReadAsync(default));
        var start = await Should.ThrowAsync<StoreVersionException>(() => OpenAsync(Present));
        (start.StoreVersion, start.SupportedVersion).ShouldBe((Taking.Version, Present[^1].Version));
        (await after.Users.IsEmptyAsync(default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Command_that_migrates_nothing_makes_a_store_where_there_is_none()
    {
        await using var store = await PostgreSqlOpening.OpenAsync(Options() with { Migrates = false }, Present, TimeProvider.System);

        (await store.Users.AddAsync(Some.User(), default)).ShouldBeTrue();
        await Should.ThrowAsync<StoreVersionException>(() => PostgreSqlOpening.OpenAsync(Options() with { Migrates = false }, Next, TimeProvider.System));
    }

    [Fact]
    public async Task Older_store_is_refused_where_it_is_not_to_be_migrated()
    {
        await (await OpenAsync(Present)).DisposeAsync();

        await Should.ThrowAsync<StoreVersionException>(() => PostgreSqlOpening.OpenAsync(Options() with { Migrates = false }, Next, TimeProvider.System));
        (await PostgreSqlOpening.MigrateAsync(Options(), Next, TimeProvider.System)).ShouldNotBeNull().From.ShouldBe(Present[^1].Version);
        (await PostgreSqlOpening.MigrateAsync(Options(), Next, TimeProvider.System)).ShouldBeNull();
    }

    [Fact]
    public async Task Step_that_fails_leaves_the_store_as_it_was()
    {
        var failing = new PostgreSqlMigration(Adding.Version, "fails", 1, "DROP TABLE sessions; SELECT 1 / 0");
        await (await OpenAsync(Present)).DisposeAsync();

        await Should.ThrowAsync<Npgsql.PostgresException>(() => OpenAsync([.. Present, failing]));
        await using var store = await OpenAsync(Present);
        (await _fixture.ExecuteAsync("SELECT to_regclass('sessions')::text")).ShouldBe("sessions");
    }

    [Fact]
    public async Task Database_of_another_program_is_left_alone()
    {
        await _fixture.ExecuteAsync("CREATE TABLE orders (id INTEGER)");

        (await Should.ThrowAsync<StoreUnavailableException>(() => OpenAsync(Present))).Message.ShouldContain("another program: it has tables (orders)");
    }

    [Fact]
    public async Task Schema_of_its_own_is_enough()
    {
        await _fixture.ExecuteAsync("CREATE TABLE tokens (id INTEGER); CREATE SCHEMA gateway");
        await using var store = await PostgreSqlOpening.OpenAsync(
            Options() with { ConnectionString = _fixture.ConnectionString + ";Search Path=gateway" }, Present, TimeProvider.System);

        (await store.Users.AddAsync(Some.User(), default)).ShouldBeTrue();
        (await _fixture.ExecuteAsync("SELECT count(*) FROM gateway.users")).ShouldBe(1L);
    }

    [Fact]
    public async Task Store_that_is_not_there_is_not_made_where_it_is_not_to_be()
    {
        await Should.ThrowAsync<StoreUnavailableException>(() => PostgreSqlOpening.OpenAsync(Options() with { Creates = false }, Present, TimeProvider.System));
        await Should.ThrowAsync<StoreUnavailableException>(() => PostgreSqlOpening.CheckAsync(Options(), Present));
        await Should.ThrowAsync<StoreUnavailableException>(() => PostgreSqlOpening.MigrateAsync(Options(), Present, TimeProvider.System));
        (await _fixture.ExecuteAsync("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace")).ShouldBe(0L);
    }

    [Fact]
    public async Task Tokens_lie_in_sixteen_parts_by_digest()
    {
        await using var store = await OpenAsync(Present);
        for (var i = 0; i < 64; i++)
            await store.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(), default);

        (await _fixture.ExecuteAsync("SELECT count(*) FROM pg_inherits WHERE inhparent = 'tokens'::regclass")).ShouldBe(16L);
        ((long)(await _fixture.ExecuteAsync("SELECT count(DISTINCT tableoid) FROM tokens"))!).ShouldBeGreaterThan(8);
        var plan = (string)(await _fixture.ExecuteAsync("EXPLAIN (FORMAT JSON) SELECT * FROM tokens WHERE digest = '\\x00'"))!;
        plan.Split("\"Relation Name\"").Length.ShouldBe(2);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    private StoreOptions Options() => PostgreSqlFixture.Options(_fixture.ConnectionString);

    private Task<OpenedStore> OpenAsync(IReadOnlyList<PostgreSqlMigration> steps) => PostgreSqlOpening.OpenAsync(Options(), steps, TimeProvider.System);
}
