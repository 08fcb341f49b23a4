using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TokenGateway.Tests.Documents.Running;

/// <summary>
/// The blocks of a page as one script, in the page's order, in one shell, so that what a block sets is there for the next:
/// <list type="bullet">
/// <item><c>bash</c>: every line must end with 0, every <c>curl</c> below 400. A line says otherwise at its end: <c># 401</c>, <c># exit code 3</c>.</item>
/// <item><c>console</c>: commands behind <c>$ </c>, each with the output that it must have.</item>
/// <item><c>http</c>: a request (method and path, its body on the lines below) and, after an empty line, its answer. Sent to Management with <c>$TOKEN</c>.</item>
/// </list>
/// A block that cannot be run says why behind its language: <c>bash not-run: docker</c>.
/// </summary>
internal sealed partial class PageScript
{
    private readonly StringBuilder _text = new();
    private readonly PagePlace _place;
    private readonly string _page;

    private PageScript(string page, PagePlace place) => (_page, _place) = (page, place);

    public string Text => _text.ToString();

    /// <summary>What the n-th output must be.</summary>
    public List<ExpectedOutput> Expected { get; } = [];

    public static PageScript Of(Page page, PagePlace place)
    {
        var script = new PageScript(page.Name, place);
        foreach (var block in page.Blocks.Where(block => block.WhyNotRun is null))
            script.Add(block);
        return script;
    }

    private void Add(PageBlock block)
    {
        switch (block.Language)
        {
            case "bash":
                At(block.Line);
                AddLines(_place.Localize(block.Text));
                _text.Append("__settle\n");
                break;
            case "console":
                foreach (var (line, command, output) in ConsoleOf(block))
                    AddCommand(line, command, output);
                break;
            case "http":
                foreach (var (line, command, output) in ExchangesOf(block))
                    AddCommand(line, command, output);
                break;
        }
    }

    private void At(int line) => _text.Append(CultureInfo.InvariantCulture, $"__at='{_page}:{line}'\n");

    private void AddLines(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            // One gateway at a time: whoever starts the next has ended the one before.
            if (Serves().IsMatch(line))
                _text.Append("__end\n");
            var exit = ExitCode().Match(line);
            if (exit.Success)
                _text.Append(CultureInfo.InvariantCulture, $"__code=0; {{ {line}\n}} || __code=$?; __exit {exit.Groups["code"].Value} $__code\n");
            else
                _text.Append(line).Append('\n');
            if (Status().Match(line) is { Success: true } status)
                _text.Append(CultureInfo.InvariantCulture, $"__status {status.Groups["status"].Value}\n");
        }
    }

    private void AddCommand(int line, string command, string output)
    {
        At(line);
        var exit = ExitCode().Match(command);
        var run = $"{{ {_place.Localize(command)}\n}} > \"$__work/out-{Expected.Count}\" 2>&1";
        _text.Append(exit.Success ? $"__code=0; {run} || __code=$?; __exit {exit.Groups["code"].Value} $__code\n" : $"{run} || __failed \"$__work/out-{Expected.Count}\"\n");

        // An output that has the status, in its first line or in a problem document, is compared as a whole.
        _text.Append(SaysStatus().IsMatch(output) ? "__forget\n" : "__settle\n");
        Expected.Add(new ExpectedOutput(_page, line, output));
    }

    private static IEnumerable<(int Line, string Command, string Output)> ConsoleOf(PageBlock block)
    {
        var lines = block.Text.TrimEnd('\n').Split('\n');
        for (var i = 0; i < lines.Length;)
        {
            if (!lines[i].StartsWith("$ ", StringComparison.Ordinal))
                throw new FormatException($"Line {block.Line + 1 + i}: a console block begins with a command behind \"$ \".");
            var (line, command) = (block.Line + 1 + i, new StringBuilder(lines[i++][2..]));
            while (command.Length > 0 && command[^1] == '\\' && i < lines.Length)
                command.Append('\n').Append(lines[i++]);
            var begin = i;
            while (i < lines.Length && !lines[i].StartsWith("$ ", StringComparison.Ordinal))
                i++;
            yield return (line, command.ToString(), string.Join('\n', lines[begin..i]));
        }
    }

    private static IEnumerable<(int Line, string Command, string Output)> ExchangesOf(PageBlock block)
    {
        var lines = block.Text.TrimEnd('\n').Split('\n');
        for (var i = 0; i < lines.Length;)
        {
            var request = Request().Match(lines[i]);
            if (!request.Success)
                throw new FormatException($"Line {block.Line + 1 + i}: an http block begins with a method and a path.");
            var line = block.Line + 1 + i++;
            var body = new StringBuilder();
            while (i < lines.Length && lines[i].Length > 0)
                body.Append(lines[i++]).Append('\n');
            var begin = i;
            while (i < lines.Length && !Request().IsMatch(lines[i]))
                i++;
            var content = body.Length == 0 ? "" : $" -H 'Content-Type: application/json' --data-raw {Quoted(body.ToString())}";
            yield return (line, $"curl -i -X {request.Groups["method"].Value} -H \"Authorization: Bearer $TOKEN\"{content} {Quoted("http://127.0.0.1:8081" + request.Groups["path"].Value)}",
                string.Join('\n', lines[begin..i]));
        }
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex("^tokengateway serve|-- demo$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Serves();

    [GeneratedRegex(@"\S\s+# exit code (?<code>\d+)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExitCode();

    [GeneratedRegex(@"\S\s+# (?<status>[1-5]\d\d)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Status();

    [GeneratedRegex("^HTTP/1.1 |\"status\":[45]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SaysStatus();

    [GeneratedRegex(@"^(?<method>GET|POST|PUT|PATCH|DELETE) (?<path>/\S+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Request();
}
