using System.Text.Json.Nodes;

namespace TokenGateway.Conformance.Tests.Dataprep;

/// <summary>Tokens before the owner of the project switches them on.</summary>
public sealed class DisabledTests
{
    [Fact]
    [Promise("Dataprep", "Off until the project owner turns it on.", "without `Tokens:Enabled` the calls do not exist (404 `RouteNotFoundException`), and no token authenticates")]
    public async Task While_off_the_calls_do_not_exist_and_tokens_are_dead()
    {
        await using var on = await DialectGateway.StartAsync("dataprep");
        await on.AddUserAsync("dana", "Members", password: DataprepSample.Password, canCreate: true);
        var value = (await on.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 600 }""")).Json["tokenValue"];
        await using var off = await DialectGateway.StartAsync("dataprep", all =>
        {
            all["TokenGateway"]!.AsObject().Remove("Tokens");
            all["TokenGateway"]!["Store"]!["ConnectionString"] = $"Data Source={Path.Combine(on.Gateway.Folder, "data", "tokengateway.db")}";
        });

        foreach (var (method, path) in new[] { ("POST", ""), ("GET", ""), ("GET", $"/{Guid.NewGuid()}"), ("DELETE", $"/{Guid.NewGuid()}") })
        {
            var answer = await off.SendAsAsync(DataprepSample.Basic("dana"), method, DataprepSample.Tokens + path, method == "POST" ? "{}" : null);
            answer.Status.ShouldBe(404);
            answer.Json["exception"]!["name"]!.ToString().ShouldBe("RouteNotFoundException");
            answer.Json["exception"]!["message"]!.ToString().ShouldBe("Route doesn't exist");
        }

        var cookie = await off.SignInAsync("dana", DataprepSample.Password);
        (await off.ManageAsync("GET", DataprepSample.Tokens, headers: ("Cookie", cookie))).Json["exception"]!["name"]!.ToString().ShouldBe("RouteNotFoundException");
        (await on.SendAsAsync($"Bearer {value}", "GET", "/v4/flows")).Status.ShouldBe(200);
        (await off.SendAsAsync($"Bearer {value}", "GET", "/v4/flows")).Status.ShouldBe(401);
        off.Upstream.Seen.ShouldBeEmpty();
    }

    [Fact]
    [Promise("Dataprep", "... or for one project.", "`\"Realms\": { \"p1\": { \"Tokens\": { \"Enabled\": true } } }` enables them there; elsewhere the calls still return 404")]
    public async Task Projects_are_switched_on_one_by_one()
    {
        await using var gateway = await DialectGateway.StartAsync("dataprep", all =>
        {
            all["TokenGateway"]!.AsObject().Remove("Tokens");
            all["TokenGateway"]!.AsObject().Remove("Dataprep");
            all["TokenGateway"]!["Realms"] = JsonNode.Parse("""{ "p1": { "Tokens": { "Enabled": true, "MaxLifetime": "1h" } } }""");
        });
        await gateway.AddUserAsync("dana", "Members", password: DataprepSample.Password, canCreate: true);

        var off = await gateway.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 60 }""");
        off.Status.ShouldBe(404);
        off.Json["exception"]!["name"]!.ToString().ShouldBe("RouteNotFoundException");

        (await gateway.Gateway.CliAsync("user", "set-realm", "dana", "p1")).ExitCode.ShouldBe(0);
        (await gateway.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 3601 }""")).Status.ShouldBe(400);
        var made = await gateway.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 3600 }""");
        made.Status.ShouldBe(201, made.Body);
        (await gateway.SendAsAsync($"Bearer {made.Json["tokenValue"]}", "GET", "/v4/flows")).Status.ShouldBe(200);
    }
}
