namespace TokenGateway.EndToEnd.Tests.Rules;

/// <summary>One table, three interfaces: every caller gets the same outcome through each of them.</summary>
public sealed class RuleTests(RulesGateway rules) : IClassFixture<RulesGateway>
{
    // Over REST, the operator cannot call, and a disabled owner's token does not even authenticate.
    private const string NotAuthenticated = "invalid_token";

    public static TheoryData<string> All => [.. Rule.All.Select(rule => rule.ToString())];

    public static TheoryData<string> OverRest => [.. Rule.All.Where(rule => !rule.IsOfOperator && RestRunner.Has(rule.Action)).Select(rule => rule.ToString())];

    public static TheoryData<string> AtTheCommandLine =>
        [.. Rule.All.Where(rule => rule.IsOfOperator && CliRunner.Has(rule.Action)).Select(rule => rule.ToString())];

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_lifecycle_says(string line)
    {
        var rule = Rule.Parse(line);

        (await ServiceRunner.RunAsync(rules, rule, await rules.PrepareAsync(rule))).ShouldBe(rule.Outcome);
    }

    [Theory]
    [MemberData(nameof(OverRest))]
    public async Task The_management_API_says(string line)
    {
        var rule = Rule.Parse(line);

        (await RestRunner.RunAsync(rules, rule, await rules.PrepareAsync(rule))).ShouldBe(rule.Actor == "disabled" ? NotAuthenticated : rule.Outcome);
    }

    [Theory]
    [MemberData(nameof(AtTheCommandLine))]
    public async Task The_command_line_says(string line)
    {
        var rule = Rule.Parse(line);

        (await CliRunner.RunAsync(rules, rule, await rules.PrepareAsync(rule))).ShouldBe(rule.Outcome);
    }

    [Fact]
    public void No_rule_stands_twice() => Rule.All.Select(rule => (rule.Actor, rule.Action, rule.Target, rule.Wish)).ShouldBeUnique();
}
