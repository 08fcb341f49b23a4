using System.Text.Json.Nodes;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Commands;

public sealed class TokenGenerateCommandTests
{
    [Fact]
    public async Task Line_declares_the_value_in_a_file_that_loads()
    {
        var generated = await Cli.RunAsync("token", "generate", "--offline", "--user", "bob", "--name", "ci", "--role", "Users");

        generated.ExitCode.ShouldBe(0);
        var value = generated.Output.TrimEnd('\n');
        value.ShouldMatch("^tgw_1_[0-9A-Za-z]{49}$");
        generated.Error.ShouldNotContain(value);
        var line = JsonNode.Parse(generated.Error.Split('\n')[1])!;
        line["Sha256"]!.GetValue<string>().ShouldBe(TokenDigest.Of(value).ToString());
        using var folder = new SampleFolder(sample =>
        {
            sample["TokenGateway"]!["Users"] = JsonNode.Parse("""{ "bob": { "Roles": ["Users"] } }""");
            sample["TokenGateway"]!["StaticTokens"] = new JsonArray(line.DeepClone());
        });
        (await folder.RunAsync("token", "show", "static:ci")).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("Use --offline", "--user", "bob", "--name", "ci")]
    [InlineData("--prefix: 2 to 16", "--offline", "--user", "bob", "--name", "ci", "--prefix", "T")]
    [InlineData("--name: 1 to 255", "--offline", "--user", "bob", "--name", "")]
    [InlineData("'' is not a user id", "--offline", "--user", "", "--name", "ci")]
    [InlineData("--role 'a b': a role name", "--offline", "--user", "bob", "--name", "ci", "--role", "a b")]
    [InlineData("Option '--user' is required.", "--offline", "--name", "ci")]
    public async Task Wrong_use_is_told_and_prints_no_value(string message, params string[] args)
    {
        var result = await Cli.RunAsync(["token", "generate", .. args]);

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldStartWith(message);
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Prefix_is_taken()
    {
        var result = await Cli.RunAsync("token", "generate", "--offline", "--user", "bob", "--name", "ci", "--prefix", "acme");

        result.Output.ShouldStartWith("acme_1_");
    }
}
