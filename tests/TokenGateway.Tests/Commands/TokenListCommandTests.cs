using System.Text.Json.Nodes;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Tests.Commands;

public sealed class TokenListCommandTests
{
    private static readonly string Digest = new('a', 64);

    [Fact]
    public async Task Table_is_aligned_and_holds_stored_and_declared_tokens()
    {
        using var folder = CreateWithDeclared();
        await folder.CreateUserAsync("alice", "Engineers");
        var token = await folder.CreateTokenAsync("alice", "--name", "a name that is much longer than any terminal is wide " + new string('x', 150));

        var result = await folder.RunAsync("token", "list");

        var lines = result.Output.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("ID         STATE   OWNER  ROLE");
        lines[1].ShouldStartWith("static:ci  active  bob    Users");
        lines[2].ShouldStartWith("1          active  alice  Engineers");
        lines[2].ShouldEndWith(new string('x', 150));
        lines[2].ShouldContain(token["hint"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("1 3", "--user", "alice")]
    [InlineData("2", "--realm", "prod")]
    [InlineData("static:ci 2", "--state", "active", "--user", "bob")]
    [InlineData("1", "--state", "inactive")]
    [InlineData("4", "--state", "deleted")]
    [InlineData("", "--state", "expired")]
    [InlineData("static:ci 1 2 3")]
    public async Task Filters_hold_for_stored_and_declared_tokens(string expected, params string[] filter)
    {
        using var folder = CreateWithDeclared();
        await folder.CreateUserAsync("alice", "Engineers");
        await folder.CreateTokenAsync("alice");
        await folder.CreateTokenAsync("bob", "--realm", "prod");
        await folder.CreateTokenAsync("alice");
        await folder.CreateTokenAsync("alice");
        await folder.RunAsync("token", "deactivate", "1");
        await folder.RunAsync("token", "delete", "4");

        var result = await folder.RunAsync(["token", "list", "--json", .. filter]);

        string.Join(' ', JsonNode.Parse(result.Output)!.AsArray().Select(token => token!["id"]!.ToString())).ShouldBe(expected);
    }

    [Theory]
    [InlineData("2", "--unused-since", "90d")]
    [InlineData("1 2 3", "--unused-since", "2099-01-31")]
    [InlineData("", "--unused-since", "2020-01-31T00:00:00Z")]
    [InlineData("3", "--expires-before", "30d")]
    [InlineData("", "--expires-before", "2020-01-31")]
    [InlineData("3", "--expires-before", "2099-01-31")]
    public async Task Unused_and_ending_tokens_are_found(string expected, params string[] filter)
    {
        using var folder = CreateWithDeclared();
        var now = TimeProvider.System.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await folder.AddTokenAsync("bob", now.AddDays(-100));
        await folder.AddTokenAsync("bob", now.AddDays(-100));
        await folder.AddTokenAsync("bob", now.AddDays(-100), now.AddDays(7));
        await folder.UseAsync(1, TokenPlace.Header, (today.AddDays(-10), 1));
        await folder.UseAsync(2, TokenPlace.Header, (today.AddDays(-95), 1));
        await folder.UseAsync(3, TokenPlace.Header, (today.AddDays(-10), 1));

        var result = await folder.RunAsync(["token", "list", "--json", .. filter]);

        string.Join(' ', JsonNode.Parse(result.Output)!.AsArray().Select(token => token!["id"]!.ToString())).ShouldBe(expected);
    }

    [Theory]
    [InlineData("--unused-since", "90")]
    [InlineData("--unused-since", "2026-13-01")]
    [InlineData("--expires-before", "-1d")]
    [InlineData("--expires-before", "soon")]
    [InlineData("--expires-before", "9999999d")]
    public async Task Time_that_cannot_be_read_is_an_error_that_names_the_forms(string option, string text)
    {
        using var folder = new SampleFolder();

        var result = await folder.RunAsync("token", "list", option, text);

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldBe($"{option} '{text}': a duration (90d, 12h), a date (2027-01-31) or a time with its zone (2027-01-31T12:00:00Z) is expected.\n");
    }

    [Fact]
    public async Task Tokens_that_were_last_in_the_URL_are_marked_and_told_of()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        for (var i = 0; i < 3; i++)
            await folder.CreateTokenAsync("alice");
        await folder.UseAsync(1, TokenPlace.Query, (new DateOnly(2026, 8, 1), 1));
        await folder.UseAsync(2, TokenPlace.Basic, (new DateOnly(2026, 8, 2), 1));

        var result = await folder.RunAsync("token", "list");

        var lines = result.Output.TrimEnd('\n').Split('\n');
        lines[0].ShouldContain("  EXPIRES  LAST USED                      HINT");
        lines[1].ShouldContain("  2026-08-01T00:00:00Z (in URL)  tgw_1_");
        lines[2].ShouldContain("  2026-08-02T00:00:00Z           tgw_2_");
        lines[3].ShouldContain("  never                          tgw_3_");
        result.Error.ShouldBe("1 token was last sent in the URL, which browsers, proxies and logs store. Send it in a header instead.\n");
        (await folder.RunAsync("token", "list", "--json")).Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Permissions_are_those_in_force()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        await folder.CreateTokenAsync("alice");
        await folder.RunAsync("user", "set-role", "alice", "Users");

        var token = JsonNode.Parse((await folder.RunAsync("token", "list", "--json")).Output)![0]!;

        token["permissions"]!.AsArray().Select(one => one!.GetValue<string>()).ShouldBe(["orders:read"]);
    }

    [Fact]
    public async Task More_tokens_than_a_page_are_all_listed()
    {
        using var folder = new SampleFolder(sample => sample["TokenGateway"]!["Tokens"]!["MaxPerUser"] = null);
        await folder.CreateUserAsync("alice", "Engineers");
        await using (var gateway = TokenGateway.Commands.OfflineGateway.Open(folder.ConfigPath))
        {
            for (var i = 0; i < 501; i++)
            {
                var request = new Core.Lifecycle.IssueRequest { Owner = Core.Tokens.UserId.Parse("alice") };
                (await gateway.Tokens.IssueAsync(gateway.Operator, request, gateway.Model, CancellationToken.None)).Succeeded.ShouldBeTrue();
            }
        }

        var listed = JsonNode.Parse((await folder.RunAsync("token", "list", "--json")).Output)!.AsArray();

        listed.Select(token => token!["id"]!.GetValue<long>()).ShouldBe(Enumerable.Range(1, 501).Select(id => (long)id));
    }

    [Theory]
    [InlineData("--sort=name", "2 3 1")]
    [InlineData("--sort=-name", "1 3 2")]
    [InlineData("--sort=-id", "3 2 1")]
    [InlineData("--sort=expires", "3 1 2")]
    public async Task List_is_in_the_order_that_is_asked_for(string sort, string expected)
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        await folder.CreateTokenAsync("alice", "--name", "zeta");
        await folder.CreateTokenAsync("alice", "--name", "Alpha");
        await folder.CreateTokenAsync("alice", "--name", "beta", "--expires-in", "1d");

        var listed = JsonNode.Parse((await folder.RunAsync("token", "list", "--json", sort)).Output)!.AsArray();

        string.Join(' ', listed.Select(token => token!["id"]!.ToString())).ShouldBe(expected);
    }

    [Fact]
    public async Task Unknown_order_is_a_usage_error_that_lists_the_orders()
    {
        using var folder = new SampleFolder();

        var result = await folder.RunAsync("token", "list", "--sort", "size");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldBe("--sort 'size': orders are id, name, created, expires, lastUsed, or the same with - before it.\n");
    }

    [Fact]
    public async Task Unknown_state_is_a_usage_error_that_lists_the_states()
    {
        using var folder = new SampleFolder();

        var result = await folder.RunAsync("token", "list", "--state", "dead");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldBe("--state 'dead': states are active, inactive, expired, deleted.\n");
    }

    private static SampleFolder CreateWithDeclared() => new(sample =>
    {
        sample["TokenGateway"]!["Users"] = JsonNode.Parse("""{ "bob": { "Roles": ["Users"], "Realms": ["default", "prod"] } }""");
        sample["TokenGateway"]!["StaticTokens"] = JsonNode.Parse($$"""[ { "Name": "ci", "User": "bob", "Sha256": "{{Digest}}" } ]""");
    });
}
