using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Storage.Tests.Sqlite;

/// <summary>The file is removed or replaced under the running process.</summary>
public sealed class SqliteReplacedFileTests : IAsyncLifetime
{
    private readonly SqliteFixture _fixture = new();
    private readonly TokenDigest _digest = Some.Digest();
    private OpenedStore _store = null!;
    private IChangeReader _reader = null!;

    public async Task InitializeAsync()
    {
        _store = _fixture.Open();
        await _store.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(_digest), default);
        await _store.Tokens.FindAsync(_digest, default);
        _reader = await _store.Changes!.OpenAsync(null, default);
        await _reader.ReadAsync(default);
    }

    public async Task DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _store.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task A_removed_file_is_an_outage_for_every_use()
    {
        RemoveFile();

        await Should.ThrowAsync<StoreUnavailableException>(async () => await _reader.ReadAsync(default));
        await Should.ThrowAsync<StoreUnavailableException>(async () => await _store.Changes!.OpenAsync(null, default));
        await Should.ThrowAsync<StoreUnavailableException>(async () => await _store.Tokens.FindAsync(_digest, default));
        await Should.ThrowAsync<StoreUnavailableException>(async () => await _store.Users.AddAsync(Some.User(), default));
        File.Exists(_fixture.Path).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_store_in_its_place_is_followed_and_the_dead_file_is_not()
    {
        var newDigest = Some.Digest();
        RemoveFile();
        await using var other = _fixture.Open();
        await other.Tokens.AddAsync(Some.Draft(), Some.NoQuota, Some.Seal(newDigest), default);

        await Should.ThrowAsync<StoreUnavailableException>(async () => await _reader.ReadAsync(default));
        await using var reader = await _store.Changes!.OpenAsync(null, default);
        (await reader.ReadAsync(default)).IsReset.ShouldBeTrue();

        (await _store.Tokens.FindAsync(_digest, default)).ShouldBeNull();
        (await _store.Tokens.FindAsync(newDigest, default)).ShouldNotBeNull();
        await _store.Users.AddAsync(Some.User(), default);
        (await other.Users.GetAsync(UserId.Parse("alice"), default)).ShouldNotBeNull();
        (await reader.ReadAsync(default)).Changes.ShouldBe([new(ChangeKind.UserChanged, "alice")]);
    }

    [Fact]
    public async Task An_empty_file_in_its_place_is_an_outage()
    {
        RemoveFile();
        await File.WriteAllBytesAsync(_fixture.Path, []);

        await Should.ThrowAsync<StoreUnavailableException>(async () => await _reader.ReadAsync(default));
        (await Should.ThrowAsync<StoreUnavailableException>(async () => await _store.Tokens.FindAsync(_digest, default)))
            .Message.ShouldContain("schema version 0");
        await Should.ThrowAsync<StoreUnavailableException>(async () => await _store.Changes!.OpenAsync(null, default));
    }

    [Fact]
    public async Task A_file_whose_tables_were_dropped_is_an_outage_and_no_error_of_the_program()
    {
        await _fixture.ExecuteAsync("DROP TABLE tokens; DROP TABLE users; DROP TABLE changes; DROP TABLE store; DROP TABLE schema_versions; CREATE TABLE other (x)");

        (await Should.ThrowAsync<StoreUnavailableException>(async () => await _store.Tokens.FindAsync(_digest, default)))
            .Message.ShouldContain("database of another program");
        await Should.ThrowAsync<StoreUnavailableException>(async () => await _reader.ReadAsync(default));
        await Should.ThrowAsync<StoreUnavailableException>(async () => await _store.Users.AddAsync(Some.User(), default));
    }

    private void RemoveFile()
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(_fixture.Path + suffix);
    }
}
