using System.Globalization;
using System.Text;
using TokenGateway.Corpus.Tests.Cases;
using TokenGateway.Corpus.Tests.Running;

namespace TokenGateway.Corpus.Tests.Documents;

/// <summary>The corpus as a page to read.</summary>
internal static class CorpusDocument
{
    private const string Head = """
        # Security corpus

        What must never happen, and what is sent to try it. Written from `tests/TokenGateway.Corpus.Tests/Data`; do not edit.
        Every case is sent as bytes over raw sockets to a real gateway, before an upstream that records every byte: over
        HTTP/1.1 in the clear and over TLS, over HTTP/2 with frames made by hand, and as a WebSocket upgrade, on a protected,
        a public and a permission-limited route, as far as it can be said there. After each, five things are checked besides
        the outcome:

        - **N** no header reaches the upstream whose folded name is a protected one, except ours, once, of the right user
        - **S** no token stands in an upstream byte, an answer or a log line (all levels on), raw, decoded, in base64, or half
        - **1:1** the upstream got exactly the requests that were let through, with their bytes
        - **P** whichever way an upstream reads the path, the policy that decided is the policy of that path
        - **D** what was refused opened no connection upstream

        `./test.sh` runs all of it. `./test.sh --long` also takes the protections away one by one
        (`src/TokenGateway.Core/Protections/Protection.cs`); a case must fail for each.

        """;

    public static string Write()
    {
        var text = new StringBuilder(Head.Replace("\r\n", "\n", StringComparison.Ordinal));
        AppendCounts(text);
        AppendRules(text);
        foreach (var theme in Cases.Corpus.Cases.GroupBy(one => one.Theme))
            AppendTheme(text, theme.Key, theme);
        return text.ToString();
    }

    private static void AppendCounts(StringBuilder text)
    {
        text.Append("\n| theme | cases | sent |\n|---|---|---|\n");
        foreach (var theme in Cases.Corpus.Cases.GroupBy(one => one.Theme))
            AppendCount(text, theme.Key, theme);
        AppendCount(text, "**all**", Cases.Corpus.Cases);
    }

    private static void AppendCount(StringBuilder text, string name, IEnumerable<CorpusCase> cases) =>
        text.Append(CultureInfo.InvariantCulture, $"| {name} | {cases.Count()} | {cases.Sum(one => Trial.Of(one).Count())} |\n");

    private static void AppendRules(StringBuilder text)
    {
        text.Append("\n## Promises\n\n| id | promise | origin | shown by |\n|---|---|---|---|\n");
        foreach (var rule in Cases.Corpus.Rules)
            text.Append(CultureInfo.InvariantCulture, $"| {rule.Id} | {rule.Promise} | {rule.Origin} | {ProofOf(rule)} |\n");
    }

    private static string ProofOf(Rule rule) => rule.Tests.Count > 0
        ? string.Join(", ", rule.Tests.Select(test => $"`{test}`"))
        : rule.Id.StartsWith("oracle-", StringComparison.Ordinal) ? "every case"
        : string.Create(CultureInfo.InvariantCulture, $"{Cases.Corpus.Cases.Count(one => one.Rules.Contains(rule.Id))} cases");

    private static void AppendTheme(StringBuilder text, string theme, IEnumerable<CorpusCase> cases)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {theme}\n\n| case | sent | tries | origin | outcome |\n|---|---|---|---|---|\n");
        foreach (var one in cases)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {one.Id} | {Code(one.Request.Text)} | {string.Join(", ", one.Rules)} | {(one.Origin == "-" ? "" : Plain(one.Origin))} | {Plain(one.Expect.Text)}{Wishes(one)} |\n");
        }
    }

    private static string Wishes(CorpusCase one) => string.Concat(one.Wishes.Select(wish => $"; {Plain(wish.Key)} {Code(wish.Value)}"));

    private static string Plain(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    // HTML, because Markdown's own code marks cannot hold each other and end a table's cell at a bar.
    private static string Code(string text) => "<code>" + string.Concat(text.Select(Visible)) + "</code>";

    private static string Visible(char c) => c switch
    {
        '\r' => "",
        '\n' => "⏎ ",
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '|' => "&#124;",
        '`' => "&#96;",
        '*' => "&#42;",
        '_' => "&#95;",
        '\\' => "&#92;",
        _ when c is < ' ' or > '~' => string.Create(CultureInfo.InvariantCulture, $"&#92;x{(int)c:x2}"),
        _ => c.ToString(),
    };
}
