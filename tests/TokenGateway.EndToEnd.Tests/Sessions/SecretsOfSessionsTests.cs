using System.Text;
using System.Text.Json.Nodes;
using TokenGateway.Core.Sessions;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Sessions;

/// <summary>Neither passwords nor session ids appear in a log line at any level or in the store.</summary>
public sealed class SecretsOfSessionsTests
{
    [Fact]
    public async Task No_line_at_any_level_and_no_byte_of_the_store_holds_them()
    {
        var folder = Directory.CreateTempSubdirectory("tgw-log-");
        try
        {
            var log = Path.Combine(folder.FullName, "log.json");
            var secrets = await LiveAsync(folder.FullName, log);

            var lines = await File.ReadAllLinesAsync(log);
            lines.Length.ShouldBeGreaterThan(50);
            lines.ShouldContain(line => line.Contains("SignInRefused", StringComparison.Ordinal));
            var store = ReadStore(folder);
            store.ShouldContain("session.started");
            foreach (var secret in secrets)
            {
                lines.Where(line => Secrets.IsIn(line, secret)).ShouldBeEmpty();
                store.Contains(secret, StringComparison.Ordinal).ShouldBeFalse();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Includes its write-ahead log, which may contain the newest data.
    private static string ReadStore(DirectoryInfo folder) =>
        string.Concat(folder.GetFiles("tokengateway.db*").Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file.FullName))));

    private static async Task<string[]> LiveAsync(string folder, string log)
    {
        var ours = $$"""{ "Store": { "ConnectionString": "Data Source={{folder}}/tokengateway.db" } }""";
        await using var all = await SignInGateway.StartAsync(ours, configuration => configuration["Serilog"] = JsonNode.Parse($$"""
            {
              "Using": ["Serilog.Sinks.File"],
              "MinimumLevel": { "Default": "Verbose", "Override": { "Microsoft": "Verbose", "Yarp": "Verbose", "System": "Verbose", "Microsoft.AspNetCore.DataProtection": "Verbose" } },
              "WriteTo": [ { "Name": "File", "Args": { "path": "{{log}}", "formatter": "TokenGateway.Logging.JsonLines, tokengateway" } } ]
            }
            """));
        await all.AddAsync("alice");
        using var browser = await all.SignedInAsync("alice");
        var (wrong, invented) = ("a password that is wrong", SessionId.Create().Value);
        string[] secrets = [SignInGateway.Password, wrong, invented, browser.Session, browser.Antiforgery!, browser.Cookies["__Host-tgw-antiforgery"]];

        await browser.ShowAsync();
        await browser.SignInAsync("alice", wrong);
        await browser.SignInAsync(wrong, wrong);
        await browser.SendAsync(HttpMethod.Post, new StringContent($$"""{"user":"alice","password":"{{wrong}}" """, Encoding.UTF8, "application/json"));
        await browser.SignOutAsync(("Origin", "https://evil.test"));
        foreach (var (value, address) in secrets.SelectMany(value => new[] { (value, all.Gateway.Management), (value, all.Gateway.Edge) }))
            await Raw.SendAsync(address, RawRequest.Of("GET", "/api/v1/session", "Cookie: __Host-tgw-session=" + value));
        await browser.SignOutAsync();
        using var stranger = all.Open();
        stranger.Cookies["__Host-tgw-session"] = invented;
        await stranger.ShowAsync();
        return secrets;
    }
}
