using TokenGateway.Configuration.Errors;

namespace TokenGateway.Edge.Tests.Configuration;

public sealed class ConfigErrorsTests
{
    [Fact]
    public void Error_without_origin_ends_with_its_message() =>
        new ConfigError("A:B", "unknown key", null).ToString().ShouldBe("A:B: unknown key");

    [Fact]
    public void Exception_lists_every_error_on_a_line_of_its_own()
    {
        var errors = new ConfigErrors(Some.File("{\n\"A\": 1 }").Sources);
        errors.Add("A", "one");
        errors.Add("B", "two");

        var thrown = Should.Throw<ConfigurationInvalidException>(errors.ThrowIfAny);

        thrown.Message.ShouldBe("The configuration is invalid:\nA: one (gateway.json line 2)\nB: two");
        thrown.Errors.Count.ShouldBe(2);
    }

    [Fact]
    public void Nothing_wrong_throws_nothing() =>
        Should.NotThrow(new ConfigErrors(Some.File("{}").Sources).ThrowIfAny);

    [Fact]
    public void Error_below_a_path_counts_but_not_one_beside_it()
    {
        var errors = new ConfigErrors(Some.File("{}").Sources);
        errors.Add("A:10:B", "x");

        errors.AnyUnder("a:10").ShouldBeTrue();
        errors.AnyUnder("A:1").ShouldBeFalse();
    }
}
