using System.Text.RegularExpressions;

namespace TokenGateway.EndToEnd.Tests.Rules;

/// <summary>Runs a case with the command line, whose only actor is the operator.</summary>
internal static partial class CliRunner
{
    /// <summary>Whether there is a command for the action.</summary>
    public static bool Has(string action) => action is "create" or "get" or "list" or "deactivate" or "activate" or "delete" or "rotate" or "end-overlap" or "create-user"
        or "set-role" or "set-realm" or "creator" or "no-creator" or "no-password" or "disable" or "enable" or "delete-user" or "list-users";

    public static async Task<string> RunAsync(RulesGateway rules, Rule rule, Subject subject)
    {
        var result = await rules.Gateway.CliAsync([.. Command(rule, subject)]);
        if (result.ExitCode == 0)
            return Rule.Allowed;
        result.ExitCode.ShouldBe(1, result.Error);
        return CodeAtTheEnd().Match(result.Error.Trim()).Groups["code"].Value;
    }

    private static IEnumerable<string> Command(Rule rule, Subject subject) => rule.Action switch
    {
        "create" => ["token", "create", "--user", subject.User!, .. Options(rule)],
        "get" => ["token", "show", subject.Token!],
        "list" => rule.Target.Length == 0 ? ["token", "list"] : ["token", "list", "--user", rule.Target],
        "deactivate" or "activate" or "delete" or "rotate" => ["token", rule.Action, subject.Token!],
        "end-overlap" => ["token", "rotate", subject.Token!, "--end-overlap"],
        "create-user" => ["user", "create", subject.User!, "--role", rule.Target, .. rule.Wish.Split(',', StringSplitOptions.RemoveEmptyEntries).SelectMany(realm => new[] { "--realm", realm })],
        "set-realm" => ["user", "set-realm", subject.User!, .. rule.Wish.Split(',')],
        "set-role" => ["user", "set-role", subject.User!, rule.Wish],
        "creator" => ["user", "set-creator", subject.User!],
        "no-creator" => ["user", "set-creator", subject.User!, "--revoke"],
        "no-password" => ["user", "set-password", subject.User!, "--remove"],
        "disable" or "enable" => ["user", rule.Action, subject.User!],
        "delete-user" => ["user", "delete", subject.User!],
        "list-users" => ["user", "list"],
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Action, "No command for it."),
    };

    private static IEnumerable<string> Options(Rule rule)
    {
        foreach (var (name, option) in new[] { ("role", "--role"), ("realm", "--realm"), ("manages", "--manages") })
        {
            if (rule.Wished(name) is { } value)
                yield return $"{option}={value}";
        }

        foreach (var permission in rule.Wished("permissions")?.Split(',') ?? [])
            yield return $"--permission={permission}";
        if (rule.Wished("ends") is { } days)
            yield return $"--expires-in={days}d";
    }

    [GeneratedRegex(@"\((?<code>[a-z_]+)\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeAtTheEnd();
}
