using System.Diagnostics;
using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Reload;

/// <summary>An invalid file changes nothing, is reported, and does not prevent the next valid one from loading (dotnet/yarp#2791).</summary>
public sealed class BadFileTests
{
    public static TheoryData<string, string> BadFiles() => new()
    {
        { "", "the file is empty" },
        { "{", "not JSON" },
        { "[]", "a JSON object is expected" },
        { "{ \"TokenGateway\": { \"Tokens\": {}, \"Tokens\": {} } }", "Tokens" },
        { "{ \"Nonsense\": {} }", "Nonsense" },
    };

    public static TheoryData<string, string, string> BadValues() => new()
    {
        { "TokenGateway:Credentials", "\"X-API-Key\"", "TokenGateway:Credentials" },
        { "TokenGateway:Tokens:Enabled", "\"perhaps\"", "TokenGateway:Tokens:Enabled" },
        { "ReverseProxy:Routes:orders:TokenGateway:Access:0:AnyRole", "\"Users\"", "ReverseProxy:Routes:orders:TokenGateway:Access:0:AnyRole" },
        { "ReverseProxy:Routes:orders:TokenGateway", "null", "ReverseProxy:Routes:orders" },
        { "ReverseProxy:Routes:orders:ClusterId", "\"nowhere\"", "unknown cluster" },
        { "ReverseProxy:Routes:orders:Order", "\"first\"", "ReverseProxy" },
        { "ReverseProxy:Routes:orders:Match:Path", "\"/{a}/{a}\"", "ReverseProxy:Routes:orders" },
        { "ReverseProxy:Routes:orders:Match:Method", "[ \"GET\" ]", "ReverseProxy:Routes:orders:Match:Method: unknown key. Did you mean \"Methods\"?" },
        { "ReverseProxy:Routes:copy", """{ "ClusterId": "legacy", "Match": { "Path": "/Orders/{**all}" }, "TokenGateway": { "Anonymous": true } }""", "this route and \"copy\" alike" },
        { "ReverseProxy:Routes:orders:Match:Hosts", "[ \"http://localhost\" ]", "ReverseProxy:Routes:orders:Match:Hosts:0" },
        { "ReverseProxy:Routes:orders:Match:Path", "\"/orders/{id:itn}\"", "ReverseProxy:Routes:orders:Match:Path" },
        { "ReverseProxy:Clusters:legacy:Destinations:a:Address", "\"nonsense\"", "ReverseProxy:Clusters:legacy" },
        { "ReverseProxy:Clusters:legacy:HttpClient", "{ \"SslProtocols\": [ \"Nonsense\" ] }", "ReverseProxy" },
        { "ReverseProxy:Clusters:legacy:LoadBalancingPolicy", "\"Nonsense\"", "ReverseProxy:Clusters:legacy" },
        { "ReverseProxy:Routes:orders:Transforms", "[ { \"Nonsense\": \"x\" } ]", "ReverseProxy:Routes:orders" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task A_file_that_is_no_configuration_is_told_and_changes_nothing(string text, string reason)
    {
        await using var running = await RunningGateway.StartAsync();

        await running.WriteTextAsync(text);

        await ShouldGoOnAndTakeTheNextAsync(running, reason);
    }

    [Theory]
    [MemberData(nameof(BadValues))]
    public async Task A_bad_value_is_told_and_changes_nothing(string path, string value, string reason)
    {
        await using var running = await RunningGateway.StartAsync();
        var broken = running.Configuration.DeepClone();
        var keys = path.Split(':');
        var at = keys[..^1].Aggregate(broken, (node, key) => int.TryParse(key, out var index) ? node[index]! : node[key]!);
        at[keys[^1]] = JsonNode.Parse(value);

        await running.WriteTextAsync(broken.ToJsonString());

        await ShouldGoOnAndTakeTheNextAsync(running, reason);
    }

    [Theory]
    [InlineData("Serilog", """{ "MinimumLevel": "Nonsense", "WriteTo": [ { "Name": "Nowhere" } ] }""")]
    [InlineData("Kestrel", """{ "Endpoints": { "Edge": { "Url": "nonsense" } }, "Limits": { "MaxConcurrentConnections": "many" } }""")]
    public async Task A_bad_value_of_a_section_that_is_read_at_start_only_stops_nothing(string section, string value)
    {
        await using var running = await RunningGateway.StartAsync();
        running.Configuration[section] = JsonNode.Parse(value);
        running.RouteBlocks["status"]!["TokenGateway"] = JsonNode.Parse("""{ "Policy": "Default" }""");

        await running.WriteAsync();

        await running.StatusBecomesAsync(401, "GET", "/status");
        (await running.ConfigurationErrorAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_good_file_written_again_clears_the_error()
    {
        await using var running = await RunningGateway.StartAsync();
        await running.WriteTextAsync("{");
        await running.RefusedAsync("not JSON");

        await running.WriteAsync();

        await Eventually.BecomesTrueAsync(async () => await running.ConfigurationErrorAsync() is null, "the error is gone");
    }

    [Fact]
    public async Task A_file_that_is_gone_for_a_moment_changes_nothing()
    {
        await using var running = await RunningGateway.StartAsync();
        var path = running.Gateway.ConfigPath;
        File.Move(path, path + ".away");
        var gone = TimeProvider.System.GetTimestamp();
        await Eventually.BecomesTrueAsync(async () =>
        {
            (await running.SendAsync("GET", "/status")).Status.ShouldBe(200);
            return TimeProvider.System.GetElapsedTime(gone) > TimeSpan.FromSeconds(1.2);
        }, "the gateway has looked at least once");

        running.RouteBlocks["status"]!["TokenGateway"] = JsonNode.Parse("""{ "Policy": "Default" }""");
        await File.WriteAllTextAsync(path + ".next", running.Configuration.ToJsonString());
        File.Move(path + ".next", path);

        await running.StatusBecomesAsync(401, "GET", "/status");
    }

    [Fact]
    public async Task A_swapped_link_is_seen_as_kubernetes_swaps_it()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var configuration = EdgeFixture.SampleWith(upstream.Address);
        await using var gateway = await TestGateway.StartAsync(configuration);
        Publish(gateway.Folder, "one", configuration.ToJsonString());
        File.Delete(gateway.ConfigPath);
        File.CreateSymbolicLink(gateway.ConfigPath, "..data/gateway.json");
        configuration["ReverseProxy"]!["Routes"]!["status"]!["TokenGateway"] = JsonNode.Parse("""{ "Policy": "Default" }""");

        Publish(gateway.Folder, "two", configuration.ToJsonString());

        await Eventually.BecomesTrueAsync(
            async () => Raw.StatusOf(await Raw.SendAsync(gateway.Edge, RawRequest.Of("GET", "/status"))) == 401, "the swapped file is in force");
    }

    // Creates a new directory and a link to it, and renames the link over the old one atomically; then removes the old directory.
    private static void Publish(string folder, string version, string text)
    {
        Directory.CreateDirectory(Path.Combine(folder, ".." + version));
        File.WriteAllText(Path.Combine(folder, ".." + version, "gateway.json"), text);
        var link = Path.Combine(folder, "..data");
        var before = new DirectoryInfo(link).LinkTarget;
        File.CreateSymbolicLink(link + "_tmp", ".." + version);
        Rename(link + "_tmp", link);
        if (before is not null)
            Directory.Delete(Path.Combine(folder, before), recursive: true);
    }

    // .NET follows a link to a directory where rename(2) moves the link itself.
    private static void Rename(string from, string to)
    {
        using var move = Process.Start("mv", ["-fT", from, to]);
        move.WaitForExit();
        move.ExitCode.ShouldBe(0);
    }

    private static async Task ShouldGoOnAndTakeTheNextAsync(RunningGateway running, string reason)
    {
        await running.RefusedAsync(reason);
        (await running.SendAsync("GET", "/status")).Status.ShouldBe(200);
        (await running.SendAsync("GET", "/orders/1")).Status.ShouldBe(401);

        running.RouteBlocks["status"]!["TokenGateway"] = JsonNode.Parse("""{ "Policy": "Default" }""");
        await running.WriteAsync();

        await running.StatusBecomesAsync(401, "GET", "/status");
        (await running.ConfigurationErrorAsync()).ShouldBeNull();
    }
}
