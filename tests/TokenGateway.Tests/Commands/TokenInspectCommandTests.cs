using System.Text.Json.Nodes;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Commands;

[Collection(StandardInputCollection.Name)]
public sealed class TokenInspectCommandTests
{
    [Fact]
    public async Task Stored_token_is_known_with_its_state()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        var value = (await folder.CreateTokenAsync("alice", "--name", "ci"))["token"]!.GetValue<string>();
        await folder.RunAsync("token", "deactivate", "1");

        var result = await RunAsync(value + "\n", "token", "inspect", "--json", "--config", folder.ConfigPath);

        result.ExitCode.ShouldBe(0);
        (result.Output + result.Error).ShouldNotContain(value);
        var seen = JsonNode.Parse(result.Output)!;
        seen["shape"]!.GetValue<string>().ShouldBe("ours");
        seen["id"]!.GetValue<long>().ShouldBe(1);
        seen["checksum"]!.GetValue<string>().ShouldBe("right");
        seen["sha256"]!.GetValue<string>().ShouldBe(TokenDigest.Of(value).ToString());
        seen["known"]!.GetValue<bool>().ShouldBeTrue();
        seen["token"]!["state"]!.GetValue<string>().ShouldBe("inactive");
    }

    [Fact]
    public async Task Unknown_value_of_our_shape_is_not_known()
    {
        using var folder = new SampleFolder();

        var result = await RunAsync(new StandardTokenFormat("tgw").Create(5), "token", "inspect", "--config", folder.ConfigPath);

        result.Output.ShouldContain("shape:    ours\nnumber:   5\nchecksum: right\n");
        result.Output.ShouldEndWith("known:    no\n");
    }

    [Fact]
    public async Task Offline_needs_no_configuration_and_tells_a_mistyped_value()
    {
        var value = new StandardTokenFormat("tgw").Create(5);
        var mistyped = value[..^1] + (value[^1] == 'a' ? 'b' : 'a');

        var result = await RunAsync(mistyped, "token", "inspect", "--offline");

        result.Output.ShouldBe($"shape:    broken\nnumber:   none\nchecksum: wrong\nsha256:   {TokenDigest.Of(mistyped)}\n");
    }

    [Fact]
    public async Task Foreign_value_has_no_checksum()
    {
        var result = await RunAsync("0123456789abcdef", "token", "inspect", "--offline", "--json");

        var seen = JsonNode.Parse(result.Output)!;
        seen["shape"]!.GetValue<string>().ShouldBe("foreign");
        seen["id"].ShouldBeNull();
        seen["checksum"]!.GetValue<string>().ShouldBe("none");
    }

    [Fact]
    public async Task Value_as_an_argument_is_refused_and_not_repeated()
    {
        var value = new StandardTokenFormat("tgw").Create(5);

        var result = await RunAsync("", "token", "inspect", value);

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldStartWith("A token's value must not be an argument");
        (result.Output + result.Error).ShouldNotContain(value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public async Task Empty_input_is_a_usage_error(string input)
    {
        var result = await RunAsync(input, "token", "inspect", "--offline");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldEndWith("Standard input has no value.\n");
    }

    [Fact]
    public async Task Input_longer_than_any_token_is_a_usage_error() =>
        (await RunAsync(new string('a', 1025), "token", "inspect", "--offline")).ExitCode.ShouldBe(2);

    private static async Task<CliResult> RunAsync(string input, params string[] args)
    {
        var before = Console.In;
        using var reader = new StringReader(input);
        Console.SetIn(reader);
        try
        {
            return await Cli.RunAsync(args);
        }
        finally
        {
            Console.SetIn(before);
        }
    }
}
