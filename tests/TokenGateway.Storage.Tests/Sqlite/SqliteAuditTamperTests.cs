using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Storage.Tests.Sqlite;

/// <summary>
/// Somebody who can write the store, and has not the key: whatever is done to ten records is found, at the first record
/// where it shows, and no change of the gateway itself covers it up.
/// </summary>
public sealed class SqliteAuditTamperTests : IAsyncLifetime
{
    private const int Count = 10;

    // A seal, an end and a signature that somebody without the key could think of.
    private const string Copy = "(seq, at, actor, action, subject, seal) SELECT";

    private readonly SqliteFixture _fixture = new();
    private OpenedStore _store = null!;

    public async Task InitializeAsync()
    {
        _store = _fixture.Open();
        for (var i = 1; i <= Count; i++)
        {
            var entry = new AuditEntry(
                new AuditActor("token:1", "alice", "1", "192.0.2.1"), AuditAction.TokenDeactivated, $"token:{i}", """{"active":true}""", """{"active":false}""");
            await _store.Audit.AppendAsync(entry, default);
            _fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    public static TheoryData<string, AuditFaultKind, long> Tampers => new()
    {
        { "UPDATE audit SET actor = 'cli:root' WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET actor_user = 'bob' WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET actor_user = NULL WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET actor_token = '2' WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET address = NULL WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET action = 'token.activated' WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET action = 'no action at all' WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET action = 'unknown' WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET subject = 'token:99' WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET subject = subject || char(0) || 'x' WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET subject = '', before = subject || before WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET actor_user = actor_token, actor_token = actor_user WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET before = after, after = before WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET before = NULL WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET after = 'no json' WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET at = at + 1 WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET at = 9223372036854775807 WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET at = -1 WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET seal = zeroblob(32) WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET seal = x'' WHERE seq = 4", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET seal = zeroblob(32) WHERE seq = 10", AuditFaultKind.Edited, 10 },
        { "UPDATE audit SET actor = 'x' WHERE seq = 1", AuditFaultKind.Edited, 1 },
        { "UPDATE audit SET seal = zeroblob(32)", AuditFaultKind.Edited, 1 },
        { "DELETE FROM audit WHERE seq = 4", AuditFaultKind.Missing, 5 },
        { "DELETE FROM audit WHERE seq BETWEEN 4 AND 9", AuditFaultKind.Missing, 10 },
        { "DELETE FROM audit WHERE seq = 4; UPDATE audit SET seq = -seq WHERE seq > 4; UPDATE audit SET seq = -seq - 1 WHERE seq < 0", AuditFaultKind.Edited, 4 },
        { "UPDATE audit SET seq = 40 WHERE seq = 4", AuditFaultKind.Missing, 5 },
        { "UPDATE audit SET seq = -4 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = -4", AuditFaultKind.OutOfOrder, 4 },
        { "UPDATE audit SET seq = -4 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 8; UPDATE audit SET seq = 8 WHERE seq = -4", AuditFaultKind.OutOfOrder, 4 },
        { "DELETE FROM audit WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 10", AuditFaultKind.OutOfOrder, 4 },
        { "DELETE FROM audit WHERE seq = 4; INSERT INTO audit " + Copy + " 4, at, actor, action, subject, seal FROM audit WHERE seq = 3", AuditFaultKind.Edited, 4 },
        { "DELETE FROM audit WHERE seq = 10", AuditFaultKind.CutOffAtEnd, 10 },
        { "DELETE FROM audit WHERE seq > 3", AuditFaultKind.CutOffAtEnd, 4 },
        { "DELETE FROM audit", AuditFaultKind.CutOffAtEnd, 1 },
        { "DELETE FROM audit_ends", AuditFaultKind.CutOffAtEnd, 10 },
        { "DELETE FROM audit WHERE seq > 3; DELETE FROM audit_ends", AuditFaultKind.CutOffAtEnd, 3 },
        { "DELETE FROM audit WHERE seq > 3; UPDATE audit_ends SET seq = 3", AuditFaultKind.CutOffAtEnd, 3 },
        { "DELETE FROM audit WHERE seq > 3; UPDATE audit_ends SET seq = 3, seal = (SELECT seal FROM audit WHERE seq = 3)", AuditFaultKind.CutOffAtEnd, 3 },
        { "UPDATE audit_ends SET signature = zeroblob(32)", AuditFaultKind.CutOffAtEnd, 10 },
        { "UPDATE audit_ends SET signature = x''", AuditFaultKind.CutOffAtEnd, 10 },
        { "UPDATE audit_ends SET seal = CAST(seal || x'00' AS BLOB)", AuditFaultKind.CutOffAtEnd, 10 },
        { "DELETE FROM audit WHERE seq = 1", AuditFaultKind.CutOffAtBeginning, 2 },
        { "DELETE FROM audit WHERE seq < 10", AuditFaultKind.CutOffAtBeginning, 10 },
        { "DELETE FROM audit WHERE seq <= 5; INSERT INTO audit_ends SELECT 'checkpoint', 5, x'00', x'00'", AuditFaultKind.CutOffAtBeginning, 5 },
        { "INSERT INTO audit_ends SELECT 'checkpoint', seq, seal, signature FROM audit_ends", AuditFaultKind.CutOffAtBeginning, 10 },
        { "INSERT INTO audit " + Copy + " 11, at, actor, action, subject, seal FROM audit WHERE seq = 10", AuditFaultKind.Edited, 11 },
        { "INSERT INTO audit " + Copy + " 0, at, actor, action, subject, seal FROM audit WHERE seq = 10", AuditFaultKind.Inserted, 0 },
        { "INSERT INTO audit " + Copy + " -5, at, actor, action, subject, seal FROM audit WHERE seq = 10", AuditFaultKind.Inserted, -5 },
        { "INSERT INTO audit " + Copy + " 99, at, actor, action, subject, seal FROM audit WHERE seq = 10", AuditFaultKind.Missing, 99 },
    };

    [Theory]
    [MemberData(nameof(Tampers))]
    public async Task Tampering_is_found(string sql, AuditFaultKind kind, long seq)
    {
        await _fixture.ExecuteAsync(sql);

        var fault = (await VerifyAsync()).Fault.ShouldNotBeNull();

        (fault.Kind, fault.Seq).ShouldBe((kind, seq), fault.Message);
    }

    [Theory]
    [MemberData(nameof(Tampers))]
    public async Task Tampering_is_found_after_further_changes_and_retention_too(string sql, AuditFaultKind kind, long seq)
    {
        await _fixture.ExecuteAsync(sql);

        for (var i = 0; i < 5; i++)
        {
            await TryAsync(() => _store.Users.AddAsync(Some.User($"u{i}"), default).AsTask());
            _fixture.Clock.Advance(TimeSpan.FromDays(1));
            await TryAsync(() => _store.Audit.PruneAsync(_fixture.Clock.GetUtcNow(), 3, default).AsTask());
        }

        (await VerifyAsync()).Fault.ShouldNotBeNull($"{kind} at {seq} was covered up");
    }

    [Fact]
    public async Task A_log_that_was_not_touched_is_intact()
    {
        var report = await VerifyAsync();

        report.Fault.ShouldBeNull();
        (report.Checked, report.Unchecked, report.From, report.Until).ShouldBe((Count, 0, Some.Moment, Some.Moment.AddMinutes(Count - 1)));
    }

    [Theory]
    [InlineData("DELETE FROM audit WHERE seq > 3; UPDATE audit_ends SET seq = 3, seal = (SELECT seal FROM audit WHERE seq = 3)")]
    [InlineData("DELETE FROM audit_ends")]
    [InlineData("DELETE FROM audit")]
    [InlineData("UPDATE audit_ends SET signature = zeroblob(32)")]
    [InlineData("INSERT INTO audit " + Copy + " 11, at, actor, action, subject, seal FROM audit WHERE seq = 10")]
    [InlineData("CREATE TRIGGER hide BEFORE INSERT ON audit BEGIN SELECT RAISE(IGNORE); END")]
    public async Task From_an_end_that_is_not_signed_nothing_is_changed_any_more(string sql)
    {
        await _fixture.ExecuteAsync(sql);
        if (sql == "DELETE FROM audit")
            await _fixture.ExecuteAsync("DELETE FROM audit_ends; INSERT INTO audit_ends SELECT 'checkpoint', 5, x'00', x'00'");

        var refusal = await Should.ThrowAsync<StoreUnavailableException>(() => _store.Users.AddAsync(Some.User(), default).AsTask());

        refusal.Message.ShouldContain("audit verify");
        (await _store.Users.GetAsync(UserId.Parse("alice"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_store_whose_end_is_not_signed_is_not_opened_but_for_looking_at_the_log()
    {
        await _fixture.ExecuteAsync("UPDATE audit_ends SET signature = zeroblob(32)");

        Should.Throw<StoreUnavailableException>(_fixture.Open).Message.ShouldContain("audit verify");

        await using var store = Stores.Open(new StoreOptions(StoreProvider.Sqlite, _fixture.ConnectionString, Path.GetDirectoryName(_fixture.Path)!) { CheckAuditKey = false }, _fixture.Clock);
        (await store.Audit.ListAsync(AuditFilter.All, 0, 100, default)).Count.ShouldBe(Count);
    }

    [Fact]
    public async Task A_record_in_front_of_the_checkpoint_is_found()
    {
        _fixture.Clock.Advance(TimeSpan.FromDays(1));
        await _store.Audit.PruneAsync(_fixture.Clock.GetUtcNow(), 5, default);
        await _fixture.ExecuteAsync("INSERT INTO audit " + Copy + " 3, at, actor, action, subject, seal FROM audit WHERE seq = 10");

        (await VerifyAsync()).Fault.ShouldNotBeNull().ShouldSatisfyAllConditions(it => it.Kind.ShouldBe(AuditFaultKind.Inserted), it => it.Seq.ShouldBe(3));
    }

    [Fact]
    public async Task An_earlier_checkpoint_in_the_place_of_the_present_one_is_found()
    {
        _fixture.Clock.Advance(TimeSpan.FromDays(1));
        await _store.Audit.PruneAsync(_fixture.Clock.GetUtcNow(), 3, default);
        await _fixture.ExecuteAsync("CREATE TABLE kept AS SELECT * FROM audit_ends WHERE which = 'checkpoint'");
        await _store.Audit.PruneAsync(_fixture.Clock.GetUtcNow(), 3, default);
        await _fixture.ExecuteAsync("INSERT OR REPLACE INTO audit_ends SELECT * FROM kept");

        (await VerifyAsync()).Fault.ShouldNotBeNull().Kind.ShouldBe(AuditFaultKind.CutOffAtBeginning);
    }

    [Fact]
    public async Task An_earlier_head_in_the_place_of_the_present_one_is_found()
    {
        await _fixture.ExecuteAsync("CREATE TABLE kept AS SELECT * FROM audit_ends");
        await _store.Users.AddAsync(Some.User(), default);
        await _fixture.ExecuteAsync("INSERT OR REPLACE INTO audit_ends SELECT * FROM kept");

        (await VerifyAsync()).Fault.ShouldNotBeNull().ShouldSatisfyAllConditions(it => it.Kind.ShouldBe(AuditFaultKind.Inserted), it => it.Seq.ShouldBe(11));
        await Should.ThrowAsync<StoreUnavailableException>(() => _store.Users.AddAsync(Some.User("bob"), default).AsTask());
    }

    [Fact]
    public async Task A_log_that_was_put_back_to_an_older_state_shows_by_a_head_that_was_told_alone()
    {
        await _fixture.ExecuteAsync("CREATE TABLE kept AS SELECT * FROM audit_ends");
        await _store.Users.AddAsync(Some.User(), default);
        AuditHead.TryParse((await _store.Audit.ReadHeadAsync(default))!.ToString(), out var told).ShouldBeTrue();
        await _fixture.ExecuteAsync("INSERT OR REPLACE INTO audit_ends SELECT * FROM kept; DELETE FROM audit WHERE seq > 10");

        (await VerifyAsync()).Fault.ShouldBeNull();
        (await VerifyAsync(told)).Fault.ShouldNotBeNull().Kind.ShouldBe(AuditFaultKind.RolledBack);
        _fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        await _store.Users.AddAsync(Some.User("mallory"), default);
        (await VerifyAsync(told)).Fault.ShouldNotBeNull().Kind.ShouldBe(AuditFaultKind.RolledBack);
    }

    [Fact]
    public async Task Records_that_were_made_to_look_old_are_not_pruned()
    {
        await _fixture.ExecuteAsync("UPDATE audit SET subject = 'token:99' WHERE seq = 4; UPDATE audit SET at = 0");

        var pruning = await _store.Audit.PruneAsync(_fixture.Clock.GetUtcNow() - TimeSpan.FromDays(400), 100, default);

        pruning.Gone.ShouldBe(0);
        pruning.Fault.ShouldNotBeNull().Seq.ShouldBe(1);
        (await _store.Audit.ListAsync(AuditFilter.All, 0, 100, default)).Count.ShouldBe(Count);
    }

    [Fact]
    public async Task A_log_of_another_key_is_told_from_one_that_was_changed()
    {
        var chain = new AuditChain(new byte[32]);

        var fault = (await new AuditVerifier(_store.Audit, chain).VerifyAsync(null, default)).Fault.ShouldNotBeNull();

        fault.Kind.ShouldBe(AuditFaultKind.AnotherKey);
        await _fixture.ExecuteAsync("UPDATE audit SET actor = 'x' WHERE seq = 1; UPDATE audit_ends SET signature = zeroblob(32)");
        (await VerifyAsync()).Fault.ShouldNotBeNull().Kind.ShouldBe(AuditFaultKind.Edited);
    }

    [Fact]
    public async Task An_action_of_a_newer_program_is_checked_by_its_name()
    {
        var newer = new AuditEntry(AuditActor.Gateway, AuditAction.Unknown, "moon") { UnknownName = "moon.reached" };
        await _store.Audit.AppendAsync(newer, default);

        (await VerifyAsync()).Fault.ShouldBeNull();
        (await _store.Audit.ListNewestAsync(AuditFilter.All, null, 1, default)).Single().Entry.ShouldBe(newer);
    }

    private Task<AuditReport> VerifyAsync(AuditHead? known = null) =>
        new AuditVerifier(_store.Audit, _store.AuditChain!.Value).VerifyAsync(known, default);

    // A refusal is as good as a proof that stays.
    private static async Task TryAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (StoreUnavailableException)
        {
            // Nothing was changed.
        }
    }
}
