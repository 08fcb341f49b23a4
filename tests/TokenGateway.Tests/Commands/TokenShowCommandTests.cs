using System.Text.Json.Nodes;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;

namespace TokenGateway.Tests.Commands;

public sealed class TokenShowCommandTests
{
    [Fact]
    public async Task Declared_token_is_shown_by_its_name()
    {
        using var folder = new SampleFolder(sample =>
        {
            sample["TokenGateway"]!["Users"] = JsonNode.Parse("""{ "bob": { "Roles": ["Users"] } }""");
            sample["TokenGateway"]!["StaticTokens"] = JsonNode.Parse($$"""[ { "Name": "ci", "User": "bob", "Sha256": "{{new string('a', 64)}}" } ]""");
        });

        var result = await folder.RunAsync("token", "show", "static:ci");

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldBe("""
            id:          static:ci
            name:        ci
            owner:       bob
            realm:       default
            role:        Users
            permissions: orders:read
            manages:     none
            hint:        sha256:aaaaaaaa
            state:       active
            created:     by file
            expires:     never
            last used:   not kept
            requests:    not kept
            refused:     not kept

            """);
    }

    [Fact]
    public async Task Last_use_and_the_counts_of_thirty_days_are_shown()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        await folder.CreateTokenAsync("alice");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await folder.UseAsync(1, TokenPlace.Query, (today.AddDays(-30), 100), (today.AddDays(-29), 20), (today, 3));

        var text = (await folder.RunAsync("token", "show", "1")).Output;
        var json = JsonNode.Parse((await folder.RunAsync("token", "show", "1", "--json")).Output)!;

        text.ShouldContain($"last used:   {today:yyyy-MM-dd}T00:00:00Z (in URL) from 192.0.2.1\n");
        text.ShouldEndWith($"""
            requests:    23 in 30 days
            refused:     never

            DAY         REQUESTS  ALLOWED  DENIED  RATE LIMITED  UNAUTHORIZED  FAILED
            {today.AddDays(-29):yyyy-MM-dd}  20        20       0       0             0             0
            {today:yyyy-MM-dd}  3         3        0       0             0             0

            """);
        json["requestsLast30Days"]!.GetValue<long>().ShouldBe(23);
        json["requestsByDay"]!.ToJsonString().ShouldBe($$"""[{"day":"{{today.AddDays(-29):yyyy-MM-dd}}","requests":20,"outcomes":{{Allowed(20)}}},{"day":"{{today:yyyy-MM-dd}}","requests":3,"outcomes":{{Allowed(3)}}}]""");
        json["lastUsedPlace"]!.GetValue<string>().ShouldBe("query");
    }

    [Fact]
    public async Task Token_that_nobody_used_says_so()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        await folder.CreateTokenAsync("alice");

        (await folder.RunAsync("token", "show", "1")).Output.ShouldEndWith("last used:   never\nrequests:    0 in 30 days\nrefused:     never\n");
        var json = JsonNode.Parse((await folder.RunAsync("token", "show", "1", "--json")).Output)!.AsObject();
        json["lastUsedAt"].ShouldBeNull();
        json.ContainsKey("lastUsedAt").ShouldBeTrue();
        json["requestsLast30Days"]!.GetValue<long>().ShouldBe(0);
        json["lastRefusal"].ShouldBeNull();
        json.ContainsKey("lastRefusal").ShouldBeTrue();
    }

    [Theory]
    [InlineData("DELETE", "orders", "(DELETE, route orders)")]
    [InlineData(null, null, "(another method)")]
    public async Task Last_refusal_is_shown_with_its_reason(string? method, string? route, string told)
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        await folder.CreateTokenAsync("alice");
        var at = DateTimeOffset.UnixEpoch.AddYears(60);
        await folder.RecordAsync(new TokenUsage(TokenId.Stored(1), new DateOnly(2030, 1, 1), new UsageCounts(Denied: 1), null, new TokenRefusal(at, "insufficient_role", method, route)));

        (await folder.RunAsync("token", "show", "1")).Output.ShouldContain($"refused:     2030-01-01T00:00:00Z insufficient_role {told}\n");
        var json = JsonNode.Parse((await folder.RunAsync("token", "show", "1", "--json")).Output)!["lastRefusal"]!;
        ((string?)json["code"], (string?)json["method"], (string?)json["route"]).ShouldBe(("insufficient_role", method, route));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("static:ci")]
    public async Task Unknown_token_is_refused(string id)
    {
        using var folder = new SampleFolder();

        var result = await folder.RunAsync("token", "show", id);

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldBe($"Token {id} does not exist. (not_found)\n");
    }

    private static string Allowed(int count) => $$"""{"allowed":{{count}},"denied":0,"rateLimited":0,"unauthorized":0,"failed":0}""";
}
