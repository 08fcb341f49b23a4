using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Lifecycle;

/// <summary>Digests with a key that is not in the store.</summary>
public sealed class PepperTests
{
    [Fact]
    public async Task Store_holds_no_digest_that_can_be_made_without_the_key()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(With(upstream, "k1", Key()));
        var issued = await gateway.IssueAsync("alice", "Engineers");
        using var client = gateway.CreateClient();

        (await StatusAsync(client, issued.Value)).ShouldBe(200);

        var file = await File.ReadAllBytesAsync(Path.Combine(gateway.Folder, "data", "tokengateway.db"));
        var log = await File.ReadAllBytesAsync(Path.Combine(gateway.Folder, "data", "tokengateway.db-wal"));
        foreach (var bytes in (byte[][])[file, log])
            bytes.AsSpan().IndexOf(TokenDigest.Of(issued.Value).ToArray()).ShouldBe(-1);
    }

    [Fact]
    public async Task Command_and_gateway_keep_by_the_same_key()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(With(upstream, "k1", Key()));
        await gateway.CliAsync("user", "create", "alice", "--role", "Engineers");
        var value = (await gateway.CliAsync("token", "create", "--user", "alice")).Output.Trim();
        using var client = gateway.CreateClient();
        (await StatusAsync(client, value)).ShouldBe(200);
    }

    private static async Task<int> StatusAsync(HttpClient client, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/any");
        request.Headers.Add("Authorization", "Bearer " + value);
        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }

    private static string Key() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static JsonObject With(TestUpstream upstream, string id, string key)
    {
        var configuration = Configs.AnyToken(upstream.Address);
        configuration["TokenGateway"]!["Tokens"] = new JsonObject { ["Pepper"] = new JsonArray(new JsonObject { ["Id"] = id, ["Key"] = key }) };
        return configuration;
    }
}
