using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TokenGateway.EndToEnd.Tests.Library;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Auditing;

/// <summary>The hourly background jobs of a running gateway.</summary>
public sealed class AuditUpkeepTests : IAsyncLifetime
{
    private const string Told = "TokenGateway.Audit The audit log ends at ";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly SteppedClock _clock = new();
    private readonly HostLog _log = new();
    private TestGateway _gateway = null!;

    private string StorePath => Path.Combine(_gateway.Folder, "data", "tokengateway.db");

    public async Task InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(Configs.AnyToken("http://127.0.0.1:9/"), builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(_clock);
            builder.Logging.AddProvider(_log);
        });
        await _gateway.IssueAsync("alice", "Users");
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task Head_is_told_every_hour_and_is_the_one_that_verify_tells()
    {
        await StepAsync(Hour, Told + "2:");
        await _gateway.IssueAsync("bob", "Users");
        await StepAsync(Hour, Told + "4:");

        var told = _log.Lines.Single(line => line.StartsWith(Told + "4:", StringComparison.Ordinal))[Told.Length..].TrimEnd(' ', '.');
        var verified = await _gateway.CliAsync("audit", "verify", "--json", "--head", told);
        verified.ExitCode.ShouldBe(0, verified.Error);
        JsonNode.Parse(verified.Output)!["head"]!.GetValue<string>().ShouldBe(told);
    }

    [Fact]
    public async Task Retention_takes_the_old_away_once_a_day_and_the_log_stays_whole()
    {
        await StepAsync(TimeSpan.FromDays(200), Told + "2:");
        await _gateway.IssueAsync("bob", "Users");
        await StepAsync(TimeSpan.FromDays(202), "Deleted 2 audit log entries older than 400");

        var verified = JsonNode.Parse((await _gateway.CliAsync("audit", "verify", "--json")).Output)!;
        verified["intact"]!.GetValue<bool>().ShouldBeTrue();
        verified["checked"]!.GetValue<int>().ShouldBe(3);
        await StepAsync(TimeSpan.FromMinutes(1), Told + "5:");
        (await _gateway.CliAsync("audit", "list", "--action", "audit.pruned", "--json")).Output.ShouldContain("""
            "actor":"gateway","user":null,"token":null,"address":null,"action":"audit.pruned","subject":"audit","before":null,"after":{"upTo":2,"records":2}
            """);
    }

    [Fact]
    public async Task A_log_that_is_put_back_to_an_older_state_is_told_while_it_runs()
    {
        Execute("CREATE TABLE kept AS SELECT * FROM audit_ends");
        await _gateway.IssueAsync("bob", "Users");
        await StepAsync(Hour, Told + "4:");

        Execute("INSERT OR REPLACE INTO audit_ends SELECT * FROM kept; DELETE FROM audit WHERE seq > 2");

        await StepAsync(Hour, "TokenGateway.Audit Audit log integrity check failed: it no longer contains 4:");
    }

    [Fact]
    public async Task An_end_that_is_not_signed_is_told()
    {
        Execute("UPDATE audit_ends SET signature = zeroblob(32)");

        await StepAsync(Hour, "TokenGateway.Audit Audit log integrity check failed: its end is not signed.");
    }

    [Fact]
    public async Task Records_that_were_made_to_look_old_stay_and_are_told()
    {
        Execute("UPDATE audit SET at = 0");

        await StepAsync(Hour, "TokenGateway.Audit Audit log integrity check failed: Record 1 was edited");

        (await _gateway.CliAsync("audit", "list", "--json")).Output.ShouldContain("user.created");
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_asked_again_an_hour_later()
    {
        File.Move(StorePath, StorePath + ".away");
        await StepAsync(Hour, "TokenGateway.Audit Could not prune the audit log; retrying in one hour.");
        File.Move(StorePath + ".away", StorePath);

        await StepAsync(Hour, Told + "2:");
    }

    private async Task StepAsync(TimeSpan by, string expected)
    {
        var before = Count(expected);
        _clock.Step(by);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(Count(expected) > before), expected);
    }

    private int Count(string text) => _log.Lines.Count(line => line.Contains(text, StringComparison.Ordinal));

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={StorePath};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }
}
