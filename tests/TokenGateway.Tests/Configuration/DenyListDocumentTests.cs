using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;
using TokenGateway.Edge.Compilation;
using TokenGateway.Edge.Text;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Configuration;

/// <summary>What is dropped, and what cannot be set, is written down: <c>docs/headers.md</c> says neither less nor more.</summary>
public sealed partial class DenyListDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Configs.RepositoryRoot(), "docs", "headers.md"));

    private static string DenyListSection => Section("## The deny list", "## Letting one pass");

    private static IReadOnlyList<string[]> ReservedRows =>
        [.. Section("## Names that cannot be set", "## Forwarded headers").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];

    [Fact]
    public void Every_name_is_in_the_document() => DenyList.Names.Where(name => !DenyListSection.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Every_beginning_is_in_the_document() => DenyList.Prefixes.Where(begin => !DenyListSection.Contains($"`{begin}*`", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Every_name_in_the_document_is_dropped() => DeniedIn(DenyListSection).Where(name => !DenyList.Contains(name)).ShouldBeEmpty();

    /// <summary>The first two rows never pass, whatever the operator says; the others do where a route names them.</summary>
    [Fact]
    public void Rows_that_never_pass_are_the_first_two()
    {
        var rows = DenyListSection.Split('\n').Where(line => line.Contains(" | `", StringComparison.Ordinal)).ToList();

        rows.Take(2).SelectMany(DeniedIn).Where(name => DenyList.IsForwardable(name)).ShouldBeEmpty();
        rows.Skip(2).SelectMany(DeniedIn).Where(name => !DenyList.IsForwardable(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Names_that_cannot_be_set_are_refused_as_the_document_says()
    {
        ReservedRows.Count.ShouldBe(7);
        foreach (var (name, cells) in ReservedRows.SelectMany(row => NamesIn(row[0]).Select(name => (name.Replace("*", "Some", StringComparison.Ordinal), row))))
        {
            Said(ReservedHeaders.FaultOfIdentity(name, HeaderNameSet.Empty)).ShouldBe(cells[2], name);
            Said(ReservedHeaders.FaultOfCredential(name)).ShouldBe(cells[3], name);
            if (cells[4] is "yes" or "no" || cells[4].StartsWith("no,", StringComparison.Ordinal))
                Said(ReservedHeaders.FaultOfTransform("RequestHeader", name, appends: false)).ShouldBe(cells[4][..Math.Min(3, cells[4].Length)].Trim(',', ' '), name);
            if (cells[4].EndsWith("can be removed", StringComparison.Ordinal))
                ReservedHeaders.FaultOfTransform("RequestHeaderRemove", name, appends: false).ShouldBeNull(name);
        }
    }

    /// <summary>Of all names that are known to HTTP or to the deny list, and their like.</summary>
    [Fact]
    public void Names_that_cannot_be_set_are_in_the_document()
    {
        var written = HeaderNameSet.Create(
            ReservedRows.SelectMany(row => NamesIn(row[0])).Where(name => !name.EndsWith('*')),
            ReservedRows.SelectMany(row => NamesIn(row[0])).Where(name => name.EndsWith('*')).Select(name => name[..^1]));

        Known().Where(name => name[0] != ':' && ReservedHeaders.FaultOfIdentity(name, HeaderNameSet.Empty) is not null)
            .Where(name => !written.Contains(name) && !DenyList.MethodOverrides.Contains(name) && !DenyList.IsSecondTarget(name))
            .ShouldBeEmpty();
    }

    private static string Said(string? fault) => fault is null ? "yes" : "no";

    private static IEnumerable<string> Known() =>
        typeof(HeaderNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!)
            .Concat(DenyList.Names).Concat(DenyList.Prefixes.Select(begin => begin + "Some"));

    private static IEnumerable<string> NamesIn(string cell) => Name().Matches(cell).Select(match => match.Groups["name"].Value);

    // A beginning or an end as a name that has it; "Expect: 100-continue" is a field, and what stands before the last cell explains.
    private static IEnumerable<string> DeniedIn(string text) =>
        text.Split('\n').Select(line => line.StartsWith('|') ? line.TrimEnd('|', ' ').Split('|')[^1] : line).SelectMany(NamesIn)
            .Select(name => name.StartsWith('-') ? "X-Some" + name : name.EndsWith('*') ? name[..^1] + "Some" : name);

    private static string Section(string from, string to)
    {
        var begin = Document.IndexOf(from, StringComparison.Ordinal);
        var end = Document.IndexOf(to, StringComparison.Ordinal);
        begin.ShouldBeGreaterThan(0);
        end.ShouldBeGreaterThan(begin);
        return Document[begin..end];
    }

    [GeneratedRegex(@"`(?<name>[-$\w]+\*?)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
