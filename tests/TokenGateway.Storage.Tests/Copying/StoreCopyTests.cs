using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Copying;

namespace TokenGateway.Storage.Tests.Copying;

public sealed class StoreCopyTests : IAsyncDisposable
{
    private readonly CopyDatabases _databases = new();

    public static TheoryData<StoreProvider, StoreProvider> Ways { get; } = new()
    {
        { StoreProvider.Sqlite, StoreProvider.PostgreSql },
        { StoreProvider.PostgreSql, StoreProvider.Sqlite },
        { StoreProvider.Sqlite, StoreProvider.Sqlite },
        { StoreProvider.PostgreSql, StoreProvider.PostgreSql },
    };

    public ValueTask DisposeAsync() => _databases.DisposeAsync();

    [Fact]
    public async Task Copy_there_and_back_keeps_every_row_of_every_table()
    {
        var source = await _databases.FilledAsync(StoreProvider.Sqlite);
        var (there, back) = (CopyDatabases.NewPostgreSql(), _databases.NewSqlite());

        var first = await _databases.FinishAsync(source, there);
        var second = await _databases.FinishAsync(there, back);

        first.IsFinished.ShouldBeTrue();
        second.IsFinished.ShouldBeTrue();
        first.Tables.Select(table => table.Name).ShouldBe(CopyPlan.Tables.Select(table => table.Name));
        first.Tables.ShouldAllBe(table => table.SourceRows > 0 && table.IsSame);
        second.Tables.Select(table => table.TargetDigest).ShouldBe(first.Tables.Select(table => table.SourceDigest));
        first.Tables.Select(table => table.SourceDigest).Distinct().Count().ShouldBe(first.Tables.Count);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Copy_is_a_store_that_goes_on_where_the_source_ended(StoreProvider from, StoreProvider to)
    {
        var (source, target) = (await _databases.FilledAsync(from), _databases.New(to));
        var before = await ReadAsync(source);

        (await _databases.FinishAsync(source, target)).IsFinished.ShouldBeTrue();

        await using var store = _databases.Open(target);
        var users = await store.Users.ListAsync(null, 10, default);
        users.Select(user => user.Id.Value).ShouldBe(["alice"]);
        var token = await store.Tokens.GetAsync(TokenId.Stored(1), default);
        token.ShouldNotBeNull().Description.ShouldBe("ä 😀 \"x\" \\ '\n");
        (await new AuditVerifier(store.Audit, store.AuditChain!.Value).VerifyAsync(null, default)).Fault.ShouldBeNull();

        // Numbers that were given at the source are not given again, also of what is gone there.
        var added = await store.Tokens.AddAsync(Some.Draft(name: "next"), Some.NoQuota, Some.Seal(), default);
        added.Token!.Id.ShouldBe(TokenId.Stored(3));
        await store.Users.AddAsync(Some.User("bob"), default);
        _databases.Read(target, "SELECT number FROM users WHERE id = 'bob'").ShouldBe(3);
        _databases.Read(target, "SELECT seq FROM change_head").ShouldBe(before.Seq + 2);
        var reader = await store.Changes!.OpenAsync(before, default);
        await using (reader)
            (await reader.ReadAsync(default)).IsReset.ShouldBeTrue();
        (await store.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(CopyRows.Digest), default)).Outcome.ShouldBe(TokenAdditionOutcome.DuplicateValue);
        Stores.Check(target).Faults.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Interrupted_copy_goes_on_behind_the_last_page_and_nobody_opens_it_until_it_is_finished(StoreProvider from, StoreProvider to)
    {
        var (source, target) = (await FilledWithSettingsAsync(from, 3500), _databases.New(to));
        using var interruption = new CancellationTokenSource();

        // In the middle of a table, two pages of which are there.
        var pages = 0;
        await Should.ThrowAsync<OperationCanceledException>(() => _databases.CopyAsync(
            source,
            target,
            seen =>
            {
                if (seen.Table == "settings" && ++pages == 2)
                    interruption.Cancel();
            },
            interruption.Token));

        var rest = _databases.Read(source, "SELECT count(*) FROM settings") - 2000;
        Should.Throw<StoreUnavailableException>(() => _databases.Open(target)).Message.ShouldContain("tokengateway store copy");
        Should.Throw<StoreUnavailableException>(() => Stores.Migrate(target, _databases.Clock)).Message.ShouldContain("not finished");
        Stores.Check(target).Faults.ShouldContain(fault => fault.Contains("not finished", StringComparison.Ordinal));
        await Should.ThrowAsync<StoreUnavailableException>(() => _databases.CopyAsync(target, _databases.NewSqlite()));
        StoreCopyProgress? first = null;
        var resumed = await _databases.CopyAsync(source, target, seen => first ??= seen);
        resumed.IsFinished.ShouldBeFalse();
        resumed.Changed.ShouldBe(rest + CountOf(source, "notices", "notice_position", "audit", "audit_ends"));
        first.ShouldNotBeNull().Table.ShouldBe("settings");
        (await _databases.CopyAsync(source, target)).Changed.ShouldBe(0);
        var finished = await _databases.FinishAsync(source, target);
        finished.IsFinished.ShouldBeTrue();
        finished.Changed.ShouldBe(0);
        await _databases.Open(target).DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_is_written_to_the_source_meanwhile_is_there_when_it_is_finished(StoreProvider from, StoreProvider to)
    {
        var (source, target) = (await FilledWithSettingsAsync(from, 2500), _databases.New(to));
        await WriteTokensAsync(source, "a", "b", "c");
        var isWritten = false;
        await _databases.CopyAsync(source, target, seen =>
        {
            // Behind what was copied, and before what was not.
            if (seen.Table != "settings" || isWritten)
                return;
            isWritten = true;
            _databases.Execute(source, Changes);
        });
        isWritten.ShouldBeTrue();
        await WriteTokensAsync(source, "d");

        var finished = await _databases.FinishAsync(source, target);

        finished.IsFinished.ShouldBeTrue();
        finished.Changed.ShouldBeGreaterThan(0);
        _databases.Read(target, "SELECT count(*) FROM settings WHERE name IN ('0500', '1999')").ShouldBe(0);
        _databases.Read(target, "SELECT count(*) FROM tokens WHERE name IN ('a', 'b', 'd')").ShouldBe(3);
        _databases.Read(target, "SELECT count(*) FROM tokens WHERE name = 'c'").ShouldBe(0);
        finished.Tables.Single(table => table.Name == "settings").TargetRows.ShouldBe(_databases.Read(source, "SELECT count(*) FROM settings"));
    }

    // A token is rotated, another is forgotten, and a user signs in by what was another's.
    private const string Changes =
        """
        DELETE FROM settings WHERE name IN ('0500', '1999');
        UPDATE settings SET value = 'other' WHERE name IN ('0001', '2400');
        INSERT INTO settings (name, value) VALUES ('0000b', 'new');
        DELETE FROM tokens WHERE name = 'c';
        UPDATE tokens SET digest = (SELECT digest FROM retired_secrets) WHERE name = 'a';
        UPDATE users SET issuer = NULL, subject = NULL WHERE id = 'alice';
        UPDATE users SET issuer = 'https://idp.example', subject = '1' WHERE id = 'carol';
        """;

    /// <summary>Each is on a page of its own: when the first gets the value, the second still has it in the target.</summary>
    [Theory]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.PostgreSql)]
    public async Task Unique_values_that_rows_exchanged_are_brought_over(StoreProvider to)
    {
        var (source, target) = (await _databases.FilledAsync(StoreProvider.Sqlite), _databases.New(to));
        await WriteTokensAsync(source, "a");
        _databases.Execute(source, """
            INSERT INTO tokens (digest, name, owner, realm, role, manages, created_at, created_by, active, hint)
            WITH RECURSIVE s (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < 1500)
            SELECT randomblob(32), 'other', 'alice', 'default', 'Users', 0, 1, 'cli:tests', 1, 'hint' FROM s
            """);
        await WriteTokensAsync(source, "b");
        await _databases.CopyAsync(source, target);
        _databases.Execute(source, """
            CREATE TABLE old AS SELECT name, digest FROM tokens WHERE name IN ('a', 'b');
            UPDATE tokens SET digest = randomblob(32) WHERE name IN ('a', 'b');
            UPDATE tokens SET digest = (SELECT digest FROM old WHERE name = 'b') WHERE name = 'a';
            UPDATE tokens SET digest = (SELECT digest FROM old WHERE name = 'a') WHERE name = 'b';
            DROP TABLE old;
            """);

        (await _databases.FinishAsync(source, target)).IsFinished.ShouldBeTrue();
    }

    [Fact]
    public async Task Row_that_somebody_changed_in_the_target_is_found_and_the_target_stays_closed()
    {
        var (source, target) = (await _databases.FilledAsync(StoreProvider.Sqlite), CopyDatabases.NewPostgreSql());

        var finished = await _databases.FinishAsync(source, target, seen =>
        {
            if (seen is { IsVerifying: true, Table: "users" })
                _databases.Execute(target, "UPDATE tokens SET name = 'altered'");
        });

        finished.IsFinished.ShouldBeFalse();
        finished.Tables.Where(table => !table.IsSame).Select(table => table.Name).ShouldBe(["tokens"]);
        Should.Throw<StoreUnavailableException>(() => _databases.Open(target));
        (await _databases.FinishAsync(source, target)).IsFinished.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Target_with_rows_of_its_own_is_refused_and_left_as_it_is(StoreProvider from, StoreProvider to)
    {
        var (source, target) = (await _databases.FilledAsync(from), _databases.New(to));
        await using (var store = _databases.Open(target))
            await store.Users.AddAsync(Some.User("other"), default);

        var refused = await Should.ThrowAsync<StoreCopyRefusedException>(() => _databases.CopyAsync(source, target));

        refused.Message.ShouldContain("1 row in users");
        _databases.Read(target, "SELECT count(*) FROM users WHERE id = 'other'").ShouldBe(1);
        await _databases.Open(target).DisposeAsync();
    }

    [Theory]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.PostgreSql)]
    public async Task Copy_of_another_store_is_not_gone_on_with(StoreProvider to)
    {
        var (source, other, target) = (await _databases.FilledAsync(StoreProvider.Sqlite), await _databases.FilledAsync(StoreProvider.Sqlite), _databases.New(to));
        await _databases.CopyAsync(source, target);

        (await Should.ThrowAsync<StoreCopyRefusedException>(() => _databases.CopyAsync(other, target))).Message.ShouldContain("of another store");
        (await Should.ThrowAsync<StoreCopyRefusedException>(() => _databases.CopyAsync(source, source))).Message.ShouldContain("the same store");
        (await _databases.FinishAsync(source, target)).IsFinished.ShouldBeTrue();
    }

    [Theory]
    [InlineData(StoreProvider.Sqlite)]
    [InlineData(StoreProvider.PostgreSql)]
    public async Task Source_or_target_in_use_is_not_finished(StoreProvider provider)
    {
        var (source, target) = (await _databases.FilledAsync(provider), _databases.New(provider));
        await _databases.CopyAsync(source, target);
        var used = _databases.Open(source);
        await used.BeatAsync(default);
        await used.Users.ListAsync(null, 1, default);

        var refused = await Should.ThrowAsync<StoreCopyRefusedException>(() => _databases.FinishAsync(source, target));

        refused.Message.ShouldContain("is in use");
        (await _databases.CopyAsync(source, target)).IsFinished.ShouldBeFalse();
        await used.DisposeAsync();
        Still(source);
        (await _databases.FinishAsync(source, target)).IsFinished.ShouldBeTrue();
    }

    [Fact]
    public async Task Audit_log_needs_the_key_that_sealed_it()
    {
        var (source, target) = (await _databases.FilledAsync(StoreProvider.Sqlite), CopyDatabases.NewPostgreSql());

        foreach (var wrong in new[] { target with { AuditKey = new byte[32] }, _databases.NewSqlite() with { AuditKey = null } })
            (await Should.ThrowAsync<StoreCopyRefusedException>(() => _databases.CopyAsync(source, wrong))).Message.ShouldContain("TokenGateway:Audit:KeyFile");

        (await _databases.FinishAsync(source, target)).IsFinished.ShouldBeTrue();
    }

    [Fact]
    public async Task Run_that_another_one_took_the_target_from_stops()
    {
        var (source, target) = (await FilledWithSettingsAsync(StoreProvider.Sqlite, 2500), CopyDatabases.NewPostgreSql());

        var refused = await Should.ThrowAsync<StoreCopyRefusedException>(() => _databases.CopyAsync(source, target, seen =>
        {
            if (seen.Table == "data_protection_keys")
                _databases.CopyAsync(source, target).GetAwaiter().GetResult();
        }));

        refused.Message.ShouldContain("Another");
        (await _databases.FinishAsync(source, target)).Changed.ShouldBe(0);
    }

    [Fact]
    public async Task Text_that_PostgreSQL_cannot_keep_is_named_by_its_table()
    {
        var (source, target) = (await _databases.FilledAsync(StoreProvider.Sqlite), CopyDatabases.NewPostgreSql());
        _databases.Execute(source, "UPDATE settings SET value = 'a' || char(0) || 'b'");

        (await Should.ThrowAsync<StoreCopyRefusedException>(() => _databases.CopyAsync(source, target))).Message.ShouldContain("A text in settings");
    }

    // A gateway that ran has stopped a while ago.
    private void Still(StoreOptions options)
    {
        if (options.Provider == StoreProvider.PostgreSql)
            _databases.Execute(options, "UPDATE heartbeat SET at = 0");
    }

    private async Task<ChangeCursor> ReadAsync(StoreOptions options)
    {
        await using var store = _databases.Open(options);
        await using var reader = await store.Changes!.OpenAsync(null, default);
        return (await reader.ReadAsync(default)).Cursor;
    }

    private long CountOf(StoreOptions options, params string[] tables) => tables.Sum(table => _databases.Read(options, $"SELECT count(*) FROM {table}"));

    private async Task WriteTokensAsync(StoreOptions options, params string[] names)
    {
        await using var store = _databases.Open(options);
        await store.Users.AddAsync(Some.User("carol"), default);
        foreach (var name in names)
            (await store.Tokens.AddAsync(Some.Draft(name: name), Some.NoQuota, Some.Seal(), default)).Outcome.ShouldBe(TokenAdditionOutcome.Added);
    }

    private async Task<StoreOptions> FilledWithSettingsAsync(StoreProvider provider, int count)
    {
        var options = await _databases.FilledAsync(provider);
        var number = provider == StoreProvider.Sqlite ? "printf('%04d', n)" : "lpad(n::text, 4, '0')";
        _databases.Execute(options, $"INSERT INTO settings (name, value) WITH RECURSIVE s (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < {count - 1}) SELECT {number}, 'value' FROM s");
        return options;
    }
}
