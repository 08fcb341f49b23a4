using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>The store of a running gateway is replaced by an older backup.</summary>
public sealed class RestoredStoreTests : IAsyncLifetime
{
    private TestUpstream _upstream = null!;
    private TestGateway _gateway = null!;
    private HttpClient _client = null!;

    private string StorePath => Path.Combine(_gateway.Folder, "data", "tokengateway.db");

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        _gateway = await TestGateway.StartAsync(Configs.AnyToken(_upstream.Address));
        _client = _gateway.CreateClient();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task A_restored_backup_is_what_counts_from_then_on()
    {
        var old = (await _gateway.IssueAsync("alice", "Engineers")).Value;
        var backup = Backup();
        var late = (await _gateway.IssueAsync("bob", "Engineers")).Value;
        (await StatusAsync(late)).ShouldBe(HttpStatusCode.OK);

        Replace(backup);

        await Eventually.BecomesTrueAsync(async () => await StatusAsync(late) == HttpStatusCode.Unauthorized, "what the backup does not know is refused");
        (await StatusAsync(old)).ShouldBe(HttpStatusCode.OK);
        (await _gateway.IssueAsync("carol", "Engineers")).Token.Owner.Value.ShouldBe("carol");
        (await StatusAsync(late)).ShouldBe(HttpStatusCode.Unauthorized);
        await FollowsAsync(old);
    }

    [Fact]
    public async Task A_follower_that_missed_pruned_changes_forgets_what_it_knew()
    {
        var token = await _gateway.IssueAsync("alice", "Engineers");
        (await StatusAsync(token.Value)).ShouldBe(HttpStatusCode.OK);

        Execute("BEGIN IMMEDIATE; UPDATE tokens SET deleted_at = 1; UPDATE change_head SET seq = seq + 1, floor = seq + 1; "
            + " DELETE FROM changes; COMMIT");

        await Eventually.BecomesTrueAsync(async () => await StatusAsync(token.Value) == HttpStatusCode.Unauthorized, "the deletion is seen");
    }

    [Fact]
    public async Task A_store_whose_tables_are_gone_is_an_outage_from_which_a_backup_saves()
    {
        var used = (await _gateway.IssueAsync("alice", "Engineers")).Value;
        var unused = (await _gateway.IssueAsync("bob", "Engineers")).Value;
        (await StatusAsync(used)).ShouldBe(HttpStatusCode.OK);
        var backup = Backup();

        Execute("BEGIN IMMEDIATE; DROP TABLE tokens; DROP TABLE users; DROP TABLE changes; DROP TABLE store; DROP TABLE schema_versions; CREATE TABLE other (x); COMMIT");

        await Eventually.BecomesTrueAsync(() => Task.FromResult(!_gateway.Services.GetRequiredService<Freshness>().IsFresh), "the outage is noticed");
        (await StatusAsync(used)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(unused)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await StatusAsync("never-issued")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await _gateway.CliAsync("token", "create", "--user", "alice")).ExitCode.ShouldBe(4);
        Replace(backup);
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(unused) == HttpStatusCode.OK, "the backup is used");
        (await StatusAsync("never-issued")).ShouldBe(HttpStatusCode.Unauthorized);
        await FollowsAsync(used);
    }

    [Theory]
    [InlineData("")]
    [InlineData("This is no database. ")]
    public async Task A_file_written_over_in_place_lets_nobody_in_and_a_backup_saves(string content)
    {
        var used = (await _gateway.IssueAsync("alice", "Engineers")).Value;
        var unused = (await _gateway.IssueAsync("bob", "Engineers")).Value;
        (await StatusAsync(used)).ShouldBe(HttpStatusCode.OK);
        var backup = Backup();

        await WriteOverAsync(string.Concat(Enumerable.Repeat(content, 1000)));

        // SQLite checks its shared memory first and may notice late or, with all pages in its own cache, not at all.
        (await StatusAsync(used)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(unused)).ShouldBeOneOf(HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        for (var i = 0; i < 5; i++)
            (await StatusAsync($"never-issued-{i}")).ShouldBeOneOf(HttpStatusCode.ServiceUnavailable, HttpStatusCode.Unauthorized);
        Replace(backup);
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(unused) == HttpStatusCode.OK, "the backup is used");
        (await StatusAsync("never-issued")).ShouldBe(HttpStatusCode.Unauthorized);
        await FollowsAsync(used);
    }

    private async Task FollowsAsync(string token)
    {
        (await _gateway.CliAsync("user", "disable", "alice")).ExitCode.ShouldBe(0);
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(token) == HttpStatusCode.Unauthorized, "changes are followed");
    }

    private string Backup()
    {
        var backup = Path.Combine(_gateway.Folder, "backup.db");
        Execute($"VACUUM INTO '{backup}'");
        return backup;
    }

    private void Replace(string backup)
    {
        File.Move(backup, StorePath, overwrite: true);
        File.Delete(StorePath + "-wal");
        File.Delete(StorePath + "-shm");
    }

    private async Task WriteOverAsync(string content)
    {
        // Overwrites in place, as `cp` does: the inode stays the same.
        foreach (var (path, bytes) in new[] { (StorePath, System.Text.Encoding.UTF8.GetBytes(content)), (StorePath + "-wal", []) })
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.SetLength(0);
            await file.WriteAsync(bytes);
        }
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={StorePath};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-API-Key", token } } };
        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }
}
