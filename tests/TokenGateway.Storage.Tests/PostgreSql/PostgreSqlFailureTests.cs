using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Storage.Tests.PostgreSql;

/// <summary>What goes wrong between a store and its server ends in a bounded time, is told as an outage, and heals.</summary>
public sealed class PostgreSqlFailureTests : IAsyncLifetime
{
    private const string OneSecond = ";Timeout=1;Command Timeout=1;Cancellation Timeout=500";

    // With its end: a transaction begins as one that reads what is COMMITTED.
    private const string Commit = "COMMIT\0";

    private readonly PostgreSqlFixture _fixture = new();

    [Fact]
    public async Task Connections_that_were_cut_off_are_replaced_without_anybody_noticing()
    {
        await using var store = _fixture.Open();
        await using var reader = await store.Changes!.OpenAsync(null, default);
        await reader.ReadAsync(default);

        await CutOffAsync();
        (await store.Users.AddAsync(Some.User(), default)).ShouldBeTrue();
        await CutOffAsync();
        (await store.Users.GetAsync(UserId.Parse("alice"), default)).ShouldNotBeNull();
        await CutOffAsync();
        (await reader.ReadAsync(default)).Changes.ShouldBe([new(ChangeKind.UserChanged, "alice")]);
    }

    [Fact]
    public async Task Table_that_is_locked_is_an_outage_for_readers_and_writers_until_it_is_free()
    {
        await using var store = new PostgreSqlStore(_fixture, OneSecond).Open();
        await using (await RawTransaction.BeginAsync(_fixture, "LOCK TABLE tokens, users IN ACCESS EXCLUSIVE MODE"))
        {
            await Should.ThrowAsync<StoreUnavailableException>(async () => await store.Tokens.ReadFactsAsync(Some.Digest(), default));
            await Should.ThrowAsync<StoreUnavailableException>(async () => await store.Users.AddAsync(Some.User(), default));
        }

        (await store.Tokens.ReadFactsAsync(Some.Digest(), default)).Facts.ShouldBeNull();
        (await store.Users.AddAsync(Some.User(), default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Readers_are_served_while_every_writer_waits()
    {
        await using var store = new PostgreSqlStore(_fixture, ";Timeout=60;Command Timeout=60").Open();
        await using var held = await RawTransaction.BeginAsync(_fixture, "SELECT 1 FROM change_head FOR UPDATE");
        var writers = Enumerable.Range(0, 30).Select(i => store.Users.AddAsync(Some.User($"user{i}"), default).AsTask()).ToArray();
        await held.IsWaitedForAsync();

        (await store.Tokens.ReadFactsAsync(Some.Digest(), default)).Facts.ShouldBeNull();
        await held.CommitAsync();
        (await Task.WhenAll(writers)).ShouldAllBe(isAdded => isAdded);
    }

    [Fact]
    public async Task Server_that_takes_connections_and_says_nothing_is_an_outage()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var text = string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Username=u;Password=hunter2{OneSecond}");

        var failure = await Should.ThrowAsync<StoreUnavailableException>(() => Task.Run(() => Stores.Open(PostgreSqlFixture.Options(text), TimeProvider.System)));
        failure.ToString().ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=u;Password=hunter2", "cannot be reached")]
    [InlineData("{0};Database=nowhere;Password=hunter2", "is not there")]
    public async Task Server_or_database_that_is_not_there_is_an_outage(string text, string cause)
    {
        var server = await SharedServer.GetAsync();
        var options = PostgreSqlFixture.Options(string.Format(CultureInfo.InvariantCulture, text, server.ConnectionString("x")));

        var failure = await Should.ThrowAsync<StoreUnavailableException>(() => Task.Run(() => Stores.Open(options, TimeProvider.System)));
        failure.Message.ShouldContain(cause);
        failure.ToString().ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("postgres://gateway:hunter2@db/tokens")]
    [InlineData("Host=db;Password=hunt;er2=hunter2")]
    [InlineData("Username=gateway;Password=hunter2")]
    [InlineData("Host=db;Password=hunter2;Port=hunter2")]
    public void Connection_string_that_cannot_be_used_is_not_repeated(string text)
    {
        var failure = Should.Throw<ArgumentException>(() => Stores.Open(PostgreSqlFixture.Options(text), TimeProvider.System));

        failure.Message.ShouldContain("Host=db.example.com");
        failure.ToString().ShouldNotContain("hunter2");
        failure.ToString().ShouldNotContain("er2=");
    }

    [Fact]
    public async Task Commit_that_nobody_answered_is_asked_after_and_was_made()
    {
        await using var proxy = new CuttingProxy((await SharedServer.GetAsync()).Port);
        await using var store = new PostgreSqlStore(_fixture, "", proxy.Port).Open();
        await using var reader = await store.Changes!.OpenAsync(null, default);
        await reader.ReadAsync(default);

        proxy.Set(Commit, CutAt.After);

        (await store.Users.AddAsync(Some.User(), default)).ShouldBeTrue();
        (await reader.ReadAsync(default)).Changes.ShouldBe([new(ChangeKind.UserChanged, "alice")]);
    }

    [Fact]
    public async Task Commit_that_the_server_never_heard_changed_nothing_and_says_so()
    {
        await using var proxy = new CuttingProxy((await SharedServer.GetAsync()).Port);
        await using var store = new PostgreSqlStore(_fixture, "", proxy.Port).Open();

        proxy.Set(Commit, CutAt.Before);

        (await Should.ThrowAsync<StoreUnavailableException>(async () => await store.Users.AddAsync(Some.User(), default))).Message.ShouldContain("nothing was changed");
        (await store.Users.IsEmptyAsync(default)).ShouldBeTrue();
        (await store.Users.AddAsync(Some.User(), default)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("INSERT INTO users")]
    [InlineData("UPDATE change_head")]
    public async Task Write_that_was_cut_off_before_its_commit_is_made_once(string word)
    {
        await using var proxy = new CuttingProxy((await SharedServer.GetAsync()).Port);
        await using var store = new PostgreSqlStore(_fixture, "", proxy.Port).Open();

        proxy.Set(word, CutAt.After);

        (await store.Users.AddAsync(Some.User(), default)).ShouldBeTrue();
        (await _fixture.ExecuteAsync("SELECT seq FROM change_head")).ShouldBe(1L);
    }

    [Fact]
    public async Task Server_that_stops_answering_in_the_middle_is_an_outage()
    {
        await using var proxy = new CuttingProxy((await SharedServer.GetAsync()).Port);
        await using var store = new PostgreSqlStore(_fixture, OneSecond, proxy.Port).Open();

        proxy.Set("FROM tokens", CutAt.Never);

        await Should.ThrowAsync<StoreUnavailableException>(async () => await store.Tokens.ReadFactsAsync(Some.Digest(), default));
        (await store.Tokens.ReadFactsAsync(Some.Digest(), default)).Facts.ShouldBeNull();
    }

    [Fact]
    public async Task Store_without_a_key_for_its_audit_log_or_with_another_is_not_opened()
    {
        await using (var store = _fixture.Open())
            await store.Users.AddAsync(Some.User(), default);
        var options = PostgreSqlFixture.Options(_fixture.ConnectionString);

        Should.Throw<ArgumentException>(() => Stores.Open(options with { AuditKey = null }, TimeProvider.System)).Message.ShouldContain("needs a key");
        Should.Throw<StoreUnavailableException>(() => Stores.Open(options with { AuditKey = new byte[32] }, TimeProvider.System)).Message.ShouldContain("not signed with the present key");
        await using var opened = Stores.Open(options with { AuditKey = new byte[32], CheckAuditKey = false }, TimeProvider.System);
        await opened.RekeyAuditAsync(new AuditEntry(AuditActor.Gateway, AuditAction.AuditRekeyed, "audit"), default);
        await Stores.Open(options with { AuditKey = new byte[32] }, TimeProvider.System).DisposeAsync();
    }

    [Fact]
    public async Task User_who_may_only_read_opens_the_store_and_is_told_what_writing_lacks()
    {
        await using (var store = _fixture.Open())
            await store.Users.AddAsync(Some.User(), default);
        var role = "reader_of_" + _fixture.Database;
        await _fixture.ExecuteAsync($"CREATE ROLE {role} LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}");
        await using var opened = new PostgreSqlStore(_fixture, $";Username={role}").Open();

        (await opened.Users.GetAsync(UserId.Parse("alice"), default)).ShouldNotBeNull();
        (await Should.ThrowAsync<StoreUnavailableException>(async () => await opened.Users.AddAsync(Some.User("bob"), default)))
            .Message.ShouldContain("does not let this user do that");
    }

    [Fact]
    public async Task One_connection_is_enough_also_for_whoever_listens()
    {
        await using var store = new PostgreSqlStore(_fixture, ";Maximum Pool Size=1") { With = options => options with { Notifies = true } }.Open();
        await using var reader = await store.Changes!.OpenAsync(null, default);
        await reader.ReadAsync(default);

        (await store.Users.AddAsync(Some.User(), default)).ShouldBeTrue();
        (await reader.ReadAsync(default)).Changes.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Check_reads_through_the_store_and_names_what_is_broken()
    {
        await using var own = new PostgreSqlFixture(isOwn: true);
        await using var store = own.Open();
        var user = await store.Users.AddAsync(Some.User(), default);
        var options = PostgreSqlFixture.Options(own.ConnectionString);

        var sound = Stores.Check(options);
        await own.ExecuteAsync("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_by_login'::regclass; INSERT INTO retired_secrets VALUES (decode(repeat('00', 32), 'hex'), NULL, 77, 0, 0, NULL)");
        var broken = Stores.Check(options);

        (user, sound.Users, sound.Faults.Count).ShouldBe((true, 1L, 0));
        broken.Faults.Count.ShouldBe(2);
        broken.Faults[0].ShouldContain("users_by_login");
        broken.Faults[1].ShouldContain("retired_secrets");
    }

    [Fact]
    public void Backup_is_the_work_of_the_servers_own_tools() =>
        Should.Throw<NotSupportedException>(() => Stores.Backup(PostgreSqlFixture.Options(_fixture.ConnectionString), "/tmp/x")).Message.ShouldContain("pg_dump");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    private async Task CutOffAsync() => await _fixture.ExecuteAsync(
        "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
}
