using System.Security.Cryptography;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sql;
using TokenGateway.Storage.Sqlite;

namespace TokenGateway.Storage.Tests.Sqlite;

public sealed class SqliteAuditKeyTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = new();

    private string KeyPath => _folder.At("audit.key");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_key_is_made_with_the_first_record_and_for_its_owner_alone()
    {
        await using var store = Open();
        File.Exists(KeyPath).ShouldBeFalse();

        await store.Users.AddAsync(Some.User(), default);

        (await File.ReadAllTextAsync(KeyPath)).ShouldMatch("^[0-9a-f]{64}\n$");
        Directory.GetFiles(_folder.Path, "audit.key*").ShouldBe([KeyPath]);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(KeyPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Processes_that_record_first_at_the_same_moment_share_one_key()
    {
        var stores = Enumerable.Range(0, 6).Select(_ => Open()).ToList();

        await Task.WhenAll(stores.Select((store, i) => Task.Run(async () => await store.Users.AddAsync(Some.User($"u{i}"), default))));

        foreach (var store in stores)
        {
            (await VerifyAsync(store)).ShouldSatisfyAllConditions(it => it.Fault.ShouldBeNull(), it => it.Checked.ShouldBe(6));
            await store.DisposeAsync();
        }
    }

    // The end of the log is read before the question whether there is any, and the first record may come between.
    [Fact]
    public async Task A_first_record_while_another_process_opens_the_store_is_no_foreign_one()
    {
        for (var round = 0; round < 20; round++)
        {
            using var folder = new TempFolder();
            await using var store = Stores.Open(new StoreOptions(StoreProvider.Sqlite, "Data Source=store.db", folder.Path), _clock);
            using var session = new SqliteSession(Raw.Open(folder.At("store.db")));

            var first = Task.Run(async () => await store.Users.AddAsync(Some.User(), default));
            while (!first.IsCompleted)
                await SqlAuditWrites.RequireOwnAsync(session, store.AuditChain!);
            await first;
        }
    }

    [Fact]
    public async Task A_key_that_is_gone_is_not_replaced_by_itself()
    {
        await RecordAsync();
        File.Delete(KeyPath);

        Should.Throw<StoreUnavailableException>(() => Open()).Message.ShouldContain("audit rekey");

        await using var store = Open(checkKey: false);
        await Should.ThrowAsync<StoreUnavailableException>(() => store.Users.AddAsync(Some.User("bob"), default).AsTask());
        Should.Throw<StoreUnavailableException>(() => store.AuditChain!.Value);
        File.Exists(KeyPath).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("abcd")]
    [InlineData("not hexadecimal at all, but long enough to be a key of 32 bytes or more")]
    public async Task A_file_that_holds_no_key_is_refused_and_left_alone(string content)
    {
        await RecordAsync();
        await File.WriteAllTextAsync(KeyPath, content);

        Should.Throw<StoreUnavailableException>(() => Open()).Message.ShouldContain("64 hexadecimal digits");

        (await File.ReadAllTextAsync(KeyPath)).ShouldBe(content);
    }

    [Fact]
    public async Task A_store_that_another_key_sealed_is_refused()
    {
        await RecordAsync();

        Should.Throw<StoreUnavailableException>(() => Open(RandomNumberGenerator.GetBytes(32))).Message.ShouldContain("another key");
    }

    [Fact]
    public async Task With_a_given_key_no_file_is_made()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        await RecordAsync(key);

        await using var store = Open(key);

        (await VerifyAsync(store)).Checked.ShouldBe(1);
        store.AuditKeyFile.ShouldBeNull();
        File.Exists(KeyPath).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_key_takes_the_place_of_the_one_before_which_is_kept()
    {
        await RecordAsync();
        var old = await File.ReadAllTextAsync(KeyPath);
        await using (var store = Open())
            (await store.RekeyAuditAsync(StoreExtensions.Entry, default)).Seq.ShouldBe(2);

        (await File.ReadAllTextAsync(KeyPath)).ShouldNotBe(old);
        (await File.ReadAllTextAsync(KeyPath + ".until-1")).ShouldBe(old);
        await using var again = Open();
        (await VerifyAsync(again)).ShouldSatisfyAllConditions(it => it.Fault.ShouldBeNull(), it => it.Unchecked.ShouldBe(1));
    }

    [Fact]
    public async Task A_process_that_has_the_key_before_changes_nothing_any_more()
    {
        await RecordAsync();
        await using var running = Open();
        (await VerifyAsync(running)).Fault.ShouldBeNull();
        await using (var store = Open())
            await store.RekeyAuditAsync(StoreExtensions.Entry, default);

        var refusal = await Should.ThrowAsync<StoreUnavailableException>(() => running.Users.AddAsync(Some.User("bob"), default).AsTask());

        refusal.Message.ShouldContain("restart");
    }

    [Fact]
    public async Task A_lost_key_is_replaced_and_the_records_stay()
    {
        await RecordAsync();
        File.Delete(KeyPath);
        await using (var store = Open(checkKey: false))
            await store.RekeyAuditAsync(StoreExtensions.Entry, default);

        await using var again = Open();

        (await again.Audit.ListAsync(AuditFilter.All, 0, 10, default)).Count.ShouldBe(2);
        (await VerifyAsync(again)).Fault.ShouldBeNull();
        await again.Users.AddAsync(Some.User("bob"), default);
    }

    [Fact]
    public async Task A_change_of_the_key_that_fails_leaves_the_one_before()
    {
        await RecordAsync();
        var old = await File.ReadAllTextAsync(KeyPath);
        await using var store = Open();
        using (var raw = Raw.Open(_folder.At("store.db")))
        {
            using var trigger = raw.CreateCommand();
            trigger.CommandText = "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(IGNORE); END";
            trigger.ExecuteNonQuery();
        }

        await Should.ThrowAsync<StoreUnavailableException>(() => store.RekeyAuditAsync(StoreExtensions.Entry, default).AsTask());

        (await File.ReadAllTextAsync(KeyPath)).ShouldBe(old);
        (await VerifyAsync(store)).Fault.ShouldBeNull();
    }

    private OpenedStore Open(byte[]? key = null, bool checkKey = true) => Stores.Open(
        new StoreOptions(StoreProvider.Sqlite, "Data Source=store.db", _folder.Path) { AuditKey = key, CheckAuditKey = checkKey }, _clock);

    private async Task RecordAsync(byte[]? key = null)
    {
        await using var store = Open(key);
        await store.Users.AddAsync(Some.User(), default);
    }

    private static Task<AuditReport> VerifyAsync(OpenedStore store) =>
        new AuditVerifier(store.Audit, store.AuditChain!.Value).VerifyAsync(null, default);
}
