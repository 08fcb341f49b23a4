using System.Text.Json.Nodes;
using TokenGateway.Core.Access;

namespace TokenGateway.Conformance.Tests.Goldcast;

/// <summary>Tokens before somebody switches them on.</summary>
public sealed class DisabledTests
{
    [Fact]
    [Promise("Goldcast", "Tokens are disabled by default for an organization.", "without `Tokens:Enabled` in the file, no token can be created and none authenticates")]
    public async Task Without_the_key_nobody_creates_and_nothing_authenticates()
    {
        await using var on = await DialectGateway.StartAsync("goldcast");
        var token = await on.IssueAsync("ada", "Administrators", wish => wish with { Manages = ManagementRights.Own | ManagementRights.Tokens });
        await using var off = await DialectGateway.StartAsync("goldcast", all =>
        {
            all["TokenGateway"]!.AsObject().Remove("Tokens");
            all["TokenGateway"]!["Store"]!["ConnectionString"] = $"Data Source={Path.Combine(on.Gateway.Folder, "data", "tokengateway.db")}";
        });

        (await on.SendAsAsync($"Token {token.Value}", "GET", "/event/1")).Status.ShouldBe(200);
        (await off.SendAsAsync($"Token {token.Value}", "GET", "/event/1")).Body.ShouldBe("""{"detail":"Invalid token."}""");
        (await off.Gateway.CliAsync("token", "create", "--user", "ada", "--name", "x")).Error.ShouldContain("Tokens:Enabled");
        off.Upstream.Seen.ShouldBeEmpty();
    }

    [Fact]
    [Promise("Goldcast", "... or enabled for one organization.", "`\"Realms\": { \"acme\": { \"Tokens\": { \"Enabled\": true } } }` enables them there, and only its tokens authenticate")]
    public async Task Organizations_are_switched_on_one_by_one()
    {
        await using var gateway = await DialectGateway.StartAsync("goldcast", all =>
        {
            all["TokenGateway"]!.AsObject().Remove("Tokens");
            all["TokenGateway"]!["Realms"] = JsonNode.Parse("""{ "acme": { "Tokens": { "Enabled": true } } }""");
        });
        var token = await gateway.IssueAsync("ada", "Administrators", wish => wish with { Realm = Realm.Parse("acme"), Manages = ManagementRights.Own | ManagementRights.Tokens });

        (await gateway.SendAsAsync($"Token {token.Value}", "GET", "/event/1")).Status.ShouldBe(200);
        var organization = (await gateway.SendAsAsync($"Token {token.Value}", "GET", "/core/organization/")).Json["results"]![0]!;
        organization.ToJsonString().ShouldBe("""{"id":"acme","title":"acme","name":"acme","allow_token_creation":true}""");
        (await gateway.Gateway.CliAsync("token", "create", "--user", "ada", "--name", "x")).Error.ShouldContain("Tokens:Enabled");
        (await gateway.Gateway.CliAsync("token", "create", "--user", "ada", "--name", "x", "--realm", "acme")).ExitCode.ShouldBe(0);
    }
}
