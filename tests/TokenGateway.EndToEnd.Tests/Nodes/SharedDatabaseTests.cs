using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;
using TokenGateway.Testing.PostgreSql;

namespace TokenGateway.EndToEnd.Tests.Nodes;

/// <summary>Two gateways on one PostgreSQL: changes on one apply on the other, and both survive an outage of it.</summary>
public sealed class SharedDatabaseTests(SharedServers servers) : IClassFixture<SharedServers>, IAsyncLifetime
{
    private const string Password = "hunter2-of-the-store";

    private static readonly Actor Operator = Actor.Operator("test");

    private string _database = null!;
    private TestGateway _one = null!;
    private TestGateway _two = null!;

    public async Task InitializeAsync()
    {
        _database = await servers.CreateDatabaseAsync();

        // Concurrently, so that both try to create the store.
        var both = await Task.WhenAll(StartAsync(), StartAsync());
        (_one, _two) = (both[0], both[1]);
    }

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task Token_made_on_one_works_on_the_other_and_deleted_there_is_dead_on_both()
    {
        var token = await _one.IssueAsync("alice", "Engineers");
        (await StatusAsync(_two, token.Value)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(_one, token.Value)).ShouldBe(HttpStatusCode.OK);

        await _two.Tokens.DeleteAsync(Operator, token.Token.Id, CancellationToken.None);

        (await StatusAsync(_two, token.Value)).ShouldBe(HttpStatusCode.Unauthorized);
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(_one, token.Value) == HttpStatusCode.Unauthorized, "dead on the other");
    }

    [Fact]
    public async Task Value_that_was_unknown_a_moment_ago_works_when_another_node_has_made_it()
    {
        await _one.IssueAsync("bob", "Engineers");
        var value = await _two.IssueAsync("bob", "Engineers", request => request with { Name = "second" });
        await _two.Tokens.DeactivateAsync(Operator, value.Token.Id, CancellationToken.None);
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(_one, value.Value) == HttpStatusCode.Unauthorized, "it is refused");

        await _two.Tokens.ActivateAsync(Operator, value.Token.Id, _two.State.Current.Access, CancellationToken.None);

        await Eventually.BecomesTrueAsync(async () => await StatusAsync(_one, value.Value) == HttpStatusCode.OK, "it works");
    }

    [Fact]
    public async Task Outage_lets_known_tokens_go_on_and_calls_none_wrong_until_the_database_is_back()
    {
        var (used, unused) = (await _one.IssueAsync("carol", "Engineers"), await _one.IssueAsync("dave", "Engineers"));
        (await StatusAsync(_two, used.Value)).ShouldBe(HttpStatusCode.OK);

        await servers.Server.StopAsync();

        using (var unknown = await GetAsync(_two, unused.Value))
        {
            unknown.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            unknown.Headers.RetryAfter.ShouldNotBeNull();
        }

        (await StatusAsync(_two, used.Value)).ShouldBe(HttpStatusCode.OK);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(!FreshnessOf(_two).IsFresh), "the outage is noticed");
        ShouldBeMeasured(FreshnessOf(_two));
        (await StatusAsync(_two, used.Value)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(_two, "never-issued")).ShouldBe(HttpStatusCode.ServiceUnavailable);

        await servers.Server.StartAsync();

        await Eventually.BecomesTrueAsync(async () => await StatusAsync(_two, unused.Value) == HttpStatusCode.OK, "the unused token works");
        await Eventually.BecomesTrueAsync(() => Task.FromResult(FreshnessOf(_two).IsFresh), "changes are followed again");
        (await StatusAsync(_two, "never-issued")).ShouldBe(HttpStatusCode.Unauthorized);
        await _one.Tokens.DeleteAsync(Operator, used.Token.Id, CancellationToken.None);
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(_two, used.Value) == HttpStatusCode.Unauthorized, "a deletion is followed");
    }

    [Fact]
    public async Task Commands_work_on_it_or_say_what_does()
    {
        var created = await _one.CliAsync("user", "create", "--id", "erin", "--role", "Engineers");
        created.ExitCode.ShouldBe(0, created.Error);
        var made = await _one.CliAsync("token", "create", "--user", "erin", "--name", "ci", "--json");
        made.ExitCode.ShouldBe(0, made.Error);
        var value = JsonNode.Parse(made.Output)!["token"]!.GetValue<string>();
        await Eventually.BecomesTrueAsync(async () => await StatusAsync(_two, value) == HttpStatusCode.OK, "it works on the other node");

        (await _two.CliAsync("token", "list")).Output.ShouldContain("erin");
        (await _one.CliAsync("audit", "verify")).ExitCode.ShouldBe(0);
        (await _one.CliAsync("config", "check", "--store")).ExitCode.ShouldBe(0);
        var check = await _one.CliAsync("store", "check");
        check.ExitCode.ShouldBe(0, check.Error);
        check.Output.ShouldContain("intact");
        (await _one.CliAsync("store", "migrate")).Output.ShouldContain("nothing to do");
        var backup = await _one.CliAsync("store", "backup", Path.Combine(_one.Folder, "copy"));
        (backup.ExitCode, backup.Error.Contains("pg_dump", StringComparison.Ordinal)).ShouldBe((1, true));
        var shown = await _one.CliAsync("config", "show", "--effective");
        shown.ExitCode.ShouldBe(0, shown.Error);
        shown.Output.ShouldNotContain(Password);
    }

    private async Task<TestGateway> StartAsync()
    {
        var configuration = Configs.AnyToken(servers.Upstream.Address);
        configuration["TokenGateway"]!["Store"] = new JsonObject
        {
            ["Provider"] = "PostgreSql",
            ["ConnectionString"] = servers.Server.ConnectionString(_database) + ";Password=" + Password,
        };
        configuration["TokenGateway"]!["Audit"] = new JsonObject { ["Key"] = new string('a', 64) };
        return await TestGateway.StartAsync(configuration);
    }

    // Other gateways in this process have the same gauge.
    private static void ShouldBeMeasured(Freshness freshness)
    {
        var ages = new List<double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument is { Meter.Name: "TokenGateway.Store", Name: "tokengateway.changefeed.age" })
                    listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, age, _, _) => ages.Add(age));
        listener.Start();
        var least = freshness.Age.TotalSeconds;
        listener.RecordObservableInstruments();
        ages.ShouldContain(age => age >= least && age <= freshness.Age.TotalSeconds);
    }

    private static Freshness FreshnessOf(TestGateway gateway) => gateway.Services.GetRequiredService<Freshness>();

    private static async Task<HttpStatusCode> StatusAsync(TestGateway gateway, string token)
    {
        using var response = await GetAsync(gateway, token);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> GetAsync(TestGateway gateway, string token)
    {
        using var client = gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-API-Key", token);
        return await client.SendAsync(request);
    }
}
