using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Settings;
using TokenGateway.Edge.Compilation;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>Run-time settings apply on every node, and never allow more than the configuration file.</summary>
public sealed class SettingsTests : IAsyncLifetime
{
    private static readonly Actor Operator = Actor.Operator("test");

    private TestUpstream _upstream = null!;
    private TestGateway _gateway = null!;
    private ApiClient _admin = null!;
    private string _user = null!;

    public async Task InitializeAsync()
    {
        _upstream = await TestUpstream.StartAsync();
        await StartAsync(Configuration("""{ "MaxPerUser": 50, "AllowNonExpiring": true, "Creators": "Selected" }"""));
    }

    public async Task DisposeAsync()
    {
        _admin.Dispose();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task Each_value_is_told_with_where_it_comes_from()
    {
        (await _admin.PatchAsync("/settings", """{ "maxLifetime": "90d", "maxPerUser": 40 }""")).Status.ShouldBe(200);

        (await _admin.GetAsync("/settings")).Json!.ToJsonString().ShouldBe(JsonNode.Parse("""
            { "enabled": { "value": true, "source": "default" }, "creators": { "value": "Selected", "source": "file" },
              "maxPerUser": { "value": 40, "source": "setting" }, "maxLifetime": { "value": "90d", "source": "setting" },
              "allowNonExpiring": { "value": true, "source": "file" } }
            """)!.ToJsonString());
    }

    [Theory]
    [InlineData("""{ "maxPerUser": 51 }""", "TokenGateway:Tokens:MaxPerUser")]
    [InlineData("""{ "creators": "Everyone" }""", "TokenGateway:Tokens:Creators")]
    [InlineData("""{ "maxLifetime": "1d", "maxPerUser": 51 }""", "TokenGateway:Tokens:MaxPerUser")]
    public async Task Nothing_is_set_more_loosely_than_the_file(string body, string key)
    {
        var answer = await _admin.PatchAsync("/settings", body);

        (answer.Status, answer.Code).ShouldBe((409, "set_in_file"));
        answer.Detail!.ShouldContain(key);
        (await _admin.GetAsync("/settings")).Text.ShouldNotContain("\"setting\"");
    }

    [Theory]
    [InlineData("""{ "maxPerUser": 50 }""")]
    [InlineData("""{ "creators": "Administrators" }""")]
    [InlineData("""{ "maxLifetime": "36500d" }""")]
    [InlineData("""{ "allowNonExpiring": true }""")]
    [InlineData("{}")]
    public async Task What_the_file_allows_can_be_set(string body) => (await _admin.PatchAsync("/settings", body)).Status.ShouldBe(200);

    [Fact]
    public async Task A_setting_counts_for_the_next_call_here_and_for_the_command_line()
    {
        (await _admin.PatchAsync("/settings", """{ "allowNonExpiring": false, "maxLifetime": "7d" }""")).Status.ShouldBe(200);

        (await _admin.PostAsync("/tokens", "{}")).Code.ShouldBe("end_required");
        (await _admin.PostAsync("/tokens", """{ "expiresIn": "8d" }""")).Code.ShouldBe("lifetime_too_long");
        (await _admin.PostAsync("/tokens", """{ "expiresIn": "6d" }""")).Status.ShouldBe(201);
        var command = await _gateway.CliAsync("token", "create", "--user", "alice", "--name", "x");
        (command.ExitCode, command.Error).ShouldSatisfyAllConditions(one => one.ExitCode.ShouldBe(1), one => one.Error.ShouldContain("(end_required)"));

        (await _admin.PatchAsync("/settings", """{ "allowNonExpiring": null, "maxLifetime": null }""")).Status.ShouldBe(200);
        (await _admin.PostAsync("/tokens", "{}")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Switched_off_no_token_authenticates_and_switched_on_again_all_do()
    {
        (await StatusAsync()).ShouldBe(HttpStatusCode.OK);

        (await _admin.PatchAsync("/settings", """{ "enabled": false }""")).Status.ShouldBe(200);

        await Eventually.BecomesTrueAsync(async () => await StatusAsync() == HttpStatusCode.Unauthorized, "refused");
        (await _admin.GetAsync("/me")).Code.ShouldBe("invalid_token");
        await EnableAsync();
        await Eventually.BecomesTrueAsync(async () => await StatusAsync() == HttpStatusCode.OK, "let in again");
    }

    [Fact]
    public async Task Switched_off_elsewhere_no_token_authenticates_here_soon()
    {
        (await StatusAsync()).ShouldBe(HttpStatusCode.OK);
        await using (var other = await OtherNodeAsync())
            await SetAsync(other, new RunTimeSettings { Enabled = false }, SettingName.Enabled);

        await Eventually.BecomesTrueAsync(async () => await StatusAsync() == HttpStatusCode.Unauthorized, "refused");
    }

    [Fact]
    public async Task Switching_off_does_not_wait_for_a_file_that_became_wrong()
    {
        var broken = Configuration("""{ "MaxPerUser": "many" }""");
        await _gateway.RewriteAsync(broken);
        var provider = _gateway.Services.GetRequiredService<GatewayConfigProvider>();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(provider.LastError is not null), "the file was refused");

        (await _admin.PatchAsync("/settings", """{ "enabled": false }""")).Status.ShouldBe(200);

        await Eventually.BecomesTrueAsync(async () => await StatusAsync() == HttpStatusCode.Unauthorized, "refused");
        provider.LastError.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_reload_keeps_what_was_set_and_a_stricter_file_wins()
    {
        (await _admin.PatchAsync("/settings", """{ "maxPerUser": 40, "maxLifetime": "90d" }""")).Status.ShouldBe(200);

        await _gateway.RewriteAsync(Configuration("""{ "MaxPerUser": 30 }"""));

        await Eventually.BecomesTrueAsync(
            async () => (await _admin.GetAsync("/settings"))["maxPerUser"].ToJsonString() == """{"value":30,"source":"file"}""", "the file's maximum");
        (await _admin.GetAsync("/settings"))["maxLifetime"].ToJsonString().ShouldBe("""{"value":"90d","source":"setting"}""");
    }

    [Fact]
    public async Task A_start_finds_what_was_set_before_anything_is_answered()
    {
        await SetAsync(_gateway, new RunTimeSettings { Enabled = false }, SettingName.Enabled);

        await using var second = await OtherNodeAsync();

        second.State.Current.Access.Tokens.Enabled.ShouldBeFalse();
        using var client = second.Api(_user);
        (await client.GetAsync("/me")).Code.ShouldBe("invalid_token");
    }

    [Fact]
    public async Task A_change_is_recorded_and_only_by_who_manages_settings()
    {
        await _admin.PatchAsync("/settings", """{ "maxPerUser": 40 }""");
        var owner = await _gateway.IssueAsync("alice", "Engineers", request => request with { Manages = ManagementRights.Own });
        using var client = _gateway.Api(owner.Value);

        (await client.GetAsync("/settings")).Code.ShouldBe("forbidden");
        (await client.PatchAsync("/settings", """{ "maxPerUser": 41 }""")).Code.ShouldBe("forbidden");

        var record = (await _admin.GetAsync("/audit?subject=settings")).Items.ShouldHaveSingleItem()!;
        record["before"]!.ToJsonString().ShouldBe("""{"maxPerUser":null}""");
        record["after"]!.ToJsonString().ShouldBe("""{"maxPerUser":40}""");
    }

    private JsonObject Configuration(string tokens)
    {
        var configuration = EdgeFixture.SampleWith(_upstream.Address);
        configuration["TokenGateway"]!["Tokens"] = JsonNode.Parse(tokens);
        return configuration;
    }

    private async Task StartAsync(JsonObject configuration)
    {
        _gateway = await TestGateway.StartAsync(configuration);
        _user = (await _gateway.IssueAsync("alice", "Engineers")).Value;
        var admin = await _gateway.IssueAsync("adam", "Administrators", request => request with
        {
            Manages = ManagementRights.Own | ManagementRights.Tokens | ManagementRights.Settings | ManagementRights.Audit,
        });
        _admin = _gateway.Api(admin.Value);
    }

    // Another host in this process shares file and store, as another process would.
    private Task<TestGateway> OtherNodeAsync()
    {
        var configuration = Configuration("""{ "MaxPerUser": 50 }""");
        configuration["TokenGateway"]!["Store"] = JsonNode.Parse($$"""{ "Provider": "Sqlite", "ConnectionString": "Data Source={{_gateway.Folder}}/data/tokengateway.db" }""");
        return TestGateway.StartAsync(configuration);
    }

    private Task EnableAsync() => SetAsync(_gateway, new RunTimeSettings(), SettingName.Enabled);

    private static async Task SetAsync(TestGateway gateway, RunTimeSettings settings, SettingName name)
    {
        var lifecycle = gateway.ManagementServices.GetRequiredService<SettingsLifecycle>();
        var result = await lifecycle.SetAsync(Operator, settings, new HashSet<SettingName> { name }, gateway.State.Current.Access, CancellationToken.None);
        result.Error.ShouldBeNull();
    }

    private async Task<HttpStatusCode> StatusAsync()
    {
        using var client = _gateway.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _user);
        using var answer = await client.GetAsync("/orders/1");
        return answer.StatusCode;
    }
}
