using System.Text.Json;
using System.Text.RegularExpressions;
using TokenGateway.Commands;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Dialects;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Api;
using TokenGateway.Management.Problems;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Documents;

/// <summary>The closed list of codes that clients rely on, in the pages as in the program.</summary>
public sealed partial class CodeTests
{
    // The calls about sessions say theirs as text.
    private static IEnumerable<string> OfSessions => QuotedCode()
        .Matches(File.ReadAllText(Path.Combine(Configs.RepositoryRoot(), "src", "TokenGateway.Management", "Api", "Sessions", "SessionRefusals.cs")))
        .Select(match => match.Groups["code"].Value);

    private static IEnumerable<string> OfTraffic => Enum.GetValues<RefusalCode>().Select(RefusalCodes.NameOf).OfType<string>();

    private static IEnumerable<string> OfManagement =>
        Enum.GetValues<ApiErrorCode>().Select(ApiErrors.NameOf).Concat(Enum.GetValues<LifecycleErrorCode>().Select(NameOf)).Concat(OfSessions);

    [Fact]
    public void Table_of_the_api_has_every_code_and_no_other() =>
        CodesIn(TableOf("docs/api.md", "| status | codes |")).ShouldBe(Sorted(OfManagement));

    [Fact]
    public void Troubleshooting_has_every_code_of_traffic() =>
        OfTraffic.Except(CodesIn(Page.Read("docs/troubleshooting.md").Text)).ShouldBeEmpty();

    [Fact]
    public void Troubleshooting_has_no_code_that_nobody_says() =>
        CodesIn(Page.Read("docs/troubleshooting.md").Text).Except(OfTraffic.Concat(OfManagement)).ShouldBeEmpty();

    [Fact]
    public void Codes_of_sessions_are_found() => OfSessions.ShouldContain("not_signed_in");

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Code_stands_at_its_status(string code, int status) =>
        RowOf(TableOf("docs/api.md", "| status | codes |"), code).ShouldContain($"{status}", customMessage: code);

    [Fact]
    public void Troubleshooting_has_every_exit_code() =>
        new[] { ExitCodes.Refused, ExitCodes.Usage, ExitCodes.Configuration, ExitCodes.Store }
            .ShouldAllBe(code => Page.Read("docs/troubleshooting.md").Text.Contains($"\n| {code} |", StringComparison.Ordinal));

    public static TheoryData<string, int> Statuses()
    {
        var all = new TheoryData<string, int>();
        foreach (var (code, status) in Enum.GetValues<ApiErrorCode>().Select(code => (ApiErrors.NameOf(code), ApiErrors.StatusOf(code)))
            .Concat(Enum.GetValues<LifecycleErrorCode>().Select(code => (NameOf(code), LifecycleStatuses.Of(code)))).Distinct())
        {
            all.Add(code, status);
        }

        return all;
    }

    private static string NameOf(LifecycleErrorCode code) => JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString());

    private static string TableOf(string page, string head)
    {
        var text = Page.Read(page).Text;
        var begin = text.IndexOf(head, StringComparison.Ordinal);
        begin.ShouldBeGreaterThan(0);
        var end = text.IndexOf("\n\n", begin, StringComparison.Ordinal);
        return text[begin..end];
    }

    // A code may stand at several statuses.
    private static string RowOf(string table, string code) =>
        string.Join(' ', table.Split('\n').Where(row => row.Contains($"`{code}`", StringComparison.Ordinal)).Select(row => row.Split('|')[1]));

    private static List<string> CodesIn(string text) => Sorted(Code().Matches(text).Select(match => match.Groups["code"].Value));

    private static List<string> Sorted(IEnumerable<string> codes) => [.. codes.Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex("\"(?<code>[a-z]+(_[a-z]+)+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuotedCode();

    // Words of the code's form that are none: names of keys, headers and log lines have capitals, hyphens or dots.
    [GeneratedRegex("`(?<code>forbidden|[a-z]+(_[a-z]+)+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
