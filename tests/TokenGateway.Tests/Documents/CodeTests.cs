using System.Text.RegularExpressions;
using TokenGateway.Commands;
using TokenGateway.Core.Refusals;

namespace TokenGateway.Tests.Documents;

/// <summary>The closed list of codes that clients rely on, in the pages as in the program.</summary>
public sealed partial class CodeTests
{
    private static IEnumerable<string> OfTraffic => Of(RefusalAudience.Traffic).Select(entry => entry.Name);

    private static IEnumerable<string> OfManagement => Of(RefusalAudience.Management).Select(entry => entry.Name);

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
    public void Documentation_of_every_code_is_there() =>
        Enum.GetValues<RefusalCode>().Select(code => RefusalCodes.Of(code).Documentation.Split('#')).DistinctBy(place => string.Join('#', place))
            .Where(place => !Page.Read(place[0]).Text.Split('\n').Any(line => line.StartsWith("##", StringComparison.Ordinal)
                && line.TrimStart('#').Trim().Replace(' ', '-').Equals(place[1], StringComparison.OrdinalIgnoreCase)))
            .Select(place => string.Join('#', place)).ShouldBeEmpty();

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
        foreach (var (code, status) in Of(RefusalAudience.Management).Select(entry => (entry.Name, entry.Status)).Distinct())
            all.Add(code, status);
        return all;
    }

    private static IEnumerable<RefusalEntry> Of(RefusalAudience audience) =>
        Enum.GetValues<RefusalCode>().Select(RefusalCodes.Of).Where(entry => entry.Audience.HasFlag(audience));

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

    // Words of the code's form that are none: names of keys, headers and log lines have capitals, hyphens or dots.
    [GeneratedRegex("`(?<code>forbidden|[a-z]+(_[a-z]+)+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
