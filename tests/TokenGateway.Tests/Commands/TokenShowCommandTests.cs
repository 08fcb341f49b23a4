using System.Text.Json.Nodes;

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

            """);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("static:ci")]
    public async Task Unknown_token_is_refused(string id)
    {
        using var folder = new SampleFolder();

        var result = await folder.RunAsync("token", "show", id);

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldBe($"There is no token {id}. (not_found)\n");
    }
}
