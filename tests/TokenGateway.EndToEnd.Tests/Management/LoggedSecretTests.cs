using System.Text.Json.Nodes;
using TokenGateway.Core.Access;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>Values that are created, presented and reported appear in no log at any level, and not in the store.</summary>
public sealed class LoggedSecretTests
{
    [Fact]
    public async Task No_value_is_logged_or_stored()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var folder = Directory.CreateTempSubdirectory("tgw-log-").FullName;
        var configuration = EdgeFixture.SampleWith(upstream.Address);
        configuration["Serilog"] = JsonNode.Parse($$"""
            { "MinimumLevel": { "Default": "Verbose", "Override": { "Microsoft": "Verbose", "System": "Verbose", "Yarp": "Verbose" } },
              "WriteTo": [ { "Name": "File", "Args": { "path": "{{folder}}/log.txt", "shared": true } } ] }
            """);
        var (values, stored) = (new List<string>(), "");
        await using (var gateway = await TestGateway.StartAsync(configuration))
        {
            var caller = await gateway.IssueAsync("alice", "Engineers", request => request with { Manages = ManagementRights.Own });
            using var client = gateway.Api(caller.Value);
            var made = await client.PostAsync("/tokens", """{ "name": "logged" }""");
            var rotated = await client.PostAsync($"/tokens/{made["id"]}/rotate", """{ "overlap": "1h" }""");
            values.AddRange([caller.Value, (string)made["token"]!, (string)rotated["token"]!]);
            await client.PostAsync("/leaks", $$"""{ "token": "{{values[1]}}" }""");
            await client.PostAsync("/tokens", $$"""{ "{{values[1]}}": 1 }""");
            await client.PostAsync("/tokens", $$"""{ "name": {{values[1]}} }""");
            await client.GetAsync($"/tokens/{values[1]}");
            await client.GetAsync($"/me?api_token={values[1]}");
            await Eventually.BecomesTrueAsync(async () => (string?)(await client.GetAsync($"/tokens/{made["id"]}"))["state"] == "inactive", "reported");
            foreach (var file in Directory.EnumerateFiles(Path.Combine(gateway.Folder, "data")))
                stored += System.Text.Encoding.Latin1.GetString(await ReadAsync(file));
        }

        var log = System.Text.Encoding.Latin1.GetString(await ReadAsync(Directory.EnumerateFiles(folder).Single()));
        Directory.Delete(folder, recursive: true);
        log.Length.ShouldBeGreaterThan(1000);
        foreach (var value in values)
        {
            log.ShouldNotContain(value[..^10]);
            stored.ShouldNotContain(value[..^10]);
        }
    }

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
