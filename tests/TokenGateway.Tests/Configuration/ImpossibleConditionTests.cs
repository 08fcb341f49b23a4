using System.Text.Json.Nodes;

namespace TokenGateway.Tests.Configuration;

/// <summary>A condition that no request fulfils leaves what it guards to the weaker route beside it: it does not load.</summary>
public sealed class ImpossibleConditionTests
{
    [Theory]
    [InlineData("/caf%C3%A9/{**r}", "Match:Path: no request can match a percent-encoded text, because routing compares decoded paths; write it decoded: \"/caf\u00e9/{**r}\"")]
    [InlineData("/admin%20area/{**r}", "write it decoded: \"/admin area/{**r}\"")]
    [InlineData("/x/%41", "write it decoded: \"/x/A\"")]
    [InlineData("/x%2f/{**r}", "Match:Path: no request can match: the path contains an encoded slash, which other servers read as another path; \"AllowEncodedSlash\" is")]
    [InlineData("/x;v=1/{**r}", "Match:Path: no request can match: the path contains ';', which other servers read as another path")]
    [InlineData("/x/../y", "Match:Path: no request can match: ")]
    [InlineData("/x./{**r}", "Match:Path: no request can match: a path segment ends in a dot, which other servers read as another path")]
    [InlineData("/x\\y", "Match:Path: no request can match: ")]
    [InlineData("/caf\u00e9/{**r}", null)]
    [InlineData("/admin area/{**r}", null)]
    [InlineData("/a.b/{id:int}/c-{d}.json", null)]
    public async Task Path_that_no_request_has_is_refused(string path, string? error) =>
        await CheckAsync(new JsonObject { ["Path"] = path }, error);

    [Theory]
    [InlineData("admin.x,b.x", "Match:Hosts:0: no request can name this host; write each host as an entry of its own")]
    [InlineData(" d.x", "Match:Hosts:0: no request can name this host; write each host as an entry of its own")]
    [InlineData("c.x.", "Match:Hosts:0: no request can name this host: it ends in a dot; leave the dot out")]
    [InlineData("e.x/", "Match:Hosts:0: no request can name this host")]
    [InlineData("a..x", "Match:Hosts:0: no request can name this host")]
    [InlineData("0x7f.1", "Match:Hosts:0: no request can name this host: it is an address in another spelling")]
    [InlineData("a.x:99999", "Match:Hosts:0: no request can name this port")]
    [InlineData("a.x: 80", "Match:Hosts:0: no request can name this port")]
    [InlineData("a.x:-1", "Match:Hosts:0: no request can name this port")]
    [InlineData("a.x:080", "Match:Hosts:0: no request can name this port")]
    [InlineData("a.x", null)]
    [InlineData("*.a.x", null)]
    [InlineData("a.x:8443", null)]
    [InlineData("192.0.2.1", null)]
    [InlineData("b\u00fccher.x", null)]
    public async Task Host_that_no_request_names_is_refused(string host, string? error) =>
        await CheckAsync(new JsonObject { ["Path"] = "/x/{**r}", ["Hosts"] = new JsonArray(host) }, error);

    [Theory]
    [InlineData("X-Auth-User", "1", "Match:Headers:0:Name: X-Auth-User is an identity header")]
    [InlineData("X-Original-URL", "1", "Match:Headers:0:Name: X-Original-URL is on the deny list")]
    [InlineData("X-Mode", " 1", "Match:Headers:0:Values:0: no header has this value, because spaces")]
    [InlineData("X-Mode", "1,2", "Match:Headers:0:Values:0: no header has this value, because ',' separates")]
    [InlineData("X-Mode", "1", null)]
    public async Task Header_that_never_comes_is_refused(string name, string value, string? error) => await CheckAsync(
        new JsonObject { ["Path"] = "/x/{**r}", ["Headers"] = new JsonArray(new JsonObject { ["Name"] = name, ["Values"] = new JsonArray(value) }) }, error);

    [Theory]
    [InlineData("action", "delete%20all", "Match:QueryParameters:0:Values:0: is percent-encoded")]
    [InlineData("%61ction", "delete", "Match:QueryParameters:0:Name: is percent-encoded")]
    [InlineData("action", "delete all", null)]
    public async Task Parameter_that_never_comes_is_refused(string name, string value, string? error) => await CheckAsync(
        new JsonObject { ["Path"] = "/x/{**r}", ["QueryParameters"] = new JsonArray(new JsonObject { ["Name"] = name, ["Values"] = new JsonArray(value) }) }, error);

    [Theory]
    [InlineData("/x%2Fy/{**r}", "AllowEncodedSlash")]
    [InlineData("/x;v=1/{**r}", "AllowPathParameters")]
    [InlineData("/x./{**r}", "AllowTrailingDots")]
    [InlineData("/caf%E9/{**r}", "AllowNonUtf8")]
    public async Task Feature_in_a_fixed_text_does_not_load_even_where_the_route_allows_it(string path, string key) => await CheckAsync(
        new JsonObject { ["Path"] = path }, $"which other servers read as another path; \"{key}\" is for the values in a path, such as {{name}}",
        new JsonObject { ["Policy"] = "Default", [key] = true });

    [Theory]
    [InlineData("Host")]
    [InlineData("Content-Length")]
    [InlineData("Transfer_Encoding")]
    [InlineData("Connection")]
    [InlineData("Authorization")]
    [InlineData("Cookie")]
    [InlineData("X-HTTP-Method-Override")]
    [InlineData("Content-Type")]
    public async Task Identity_under_a_name_that_servers_act_on_is_refused(string name)
    {
        using var folder = new SampleFolder(sample => sample["TokenGateway"]!["Identity"] = new JsonObject { ["X-Auth-User"] = "{user.id}", [name] = "{user.id}" });

        (await folder.RunAsync("config", "check")).Error.ShouldContain($"TokenGateway:Identity:{name}: {name} ");
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("Upgrade")]
    [InlineData("Content-Length")]
    public async Task Upstream_credential_under_a_name_that_servers_act_on_is_refused(string name)
    {
        using var folder = new SampleFolder(sample =>
        {
            var cluster = sample["ReverseProxy"]!["Clusters"]!.AsObject().First().Value!.AsObject();
            cluster["TokenGateway"] = new JsonObject { ["UpstreamCredential"] = new JsonObject { ["Header"] = name, ["Value"] = "x" } };
        });

        (await folder.RunAsync("config", "check")).Error.ShouldContain($":UpstreamCredential:Header: {name} ");
    }

    [Fact]
    public async Task Port_beside_a_weaker_route_is_warned_of()
    {
        using var folder = Create(new JsonObject { ["Path"] = "/x/{**r}", ["Hosts"] = new JsonArray("f.x:443") }, new JsonObject { ["Policy"] = "Default" });

        var result = await folder.RunAsync("config", "check");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldContain("a request for f.x that does not name port 443 can reach route \"beside\"");
    }

    private static async Task CheckAsync(JsonObject match, string? error, JsonObject? block = null)
    {
        using var folder = Create(match, block ?? new JsonObject { ["Policy"] = "Default" });

        var result = await folder.RunAsync("config", "check");

        result.ExitCode.ShouldBe(error is null ? 0 : 3, result.Error);
        if (error is not null)
            result.Error.ShouldContain(error);
    }

    private static SampleFolder Create(JsonObject match, JsonObject block) => new(sample =>
    {
        var routes = sample["ReverseProxy"]!["Routes"]!.AsObject();
        var cluster = sample["ReverseProxy"]!["Clusters"]!.AsObject().First().Key;
        routes.Clear();
        routes["guarded"] = new JsonObject { ["ClusterId"] = cluster, ["Match"] = match, ["TokenGateway"] = block };
        routes["beside"] = new JsonObject
        {
            ["ClusterId"] = cluster,
            ["Match"] = new JsonObject { ["Path"] = "/{**r}" },
            ["TokenGateway"] = new JsonObject { ["Anonymous"] = true },
        };
    });
}
