using System.Text;
using System.Text.RegularExpressions;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Documents;

/// <summary>A page that people read: its fenced blocks, its links and the anchors that GitHub makes of its headings.</summary>
internal sealed partial class Page
{
    private static readonly string Root = Configs.RepositoryRoot();

    private Page(string name, string text)
    {
        Name = name;
        Blocks = [.. Block().Matches(text).Select(match => new PageBlock(LineAt(text, match.Index), match.Groups["info"].Value.Trim(), match.Groups["text"].Value))];
        var prose = Block().Replace(text, "");
        Links = [.. Link().Matches(InlineCode().Replace(prose, "")).Select(match => match.Groups["target"].Value)];
        Anchors = [.. AnchorsOf(prose)];
        Text = text;
    }

    /// <summary>README, changelog and everything under <c>docs</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "README.md", "CHANGELOG.md",
        .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Those that say what to type. Decisions are history, and the corpus is written by its tests.</summary>
    public static IReadOnlyList<string> Guides { get; } =
        [.. Names.Where(name => name != "CHANGELOG.md" && name != "docs/security-corpus.md" && !name.StartsWith("docs/adr/", StringComparison.Ordinal))];

    public string Name { get; }

    public string Text { get; }

    public IReadOnlyList<PageBlock> Blocks { get; }

    /// <summary>Targets of links in the prose.</summary>
    public IReadOnlyList<string> Links { get; }

    public IReadOnlyList<string> Anchors { get; }

    public static Page Read(string name) => new(name, File.ReadAllText(Path.Combine(Root, name)));

    public static Page Of(string name, string text) => new(name, text);

    private static int LineAt(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    private static IEnumerable<string> AnchorsOf(string prose)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var heading in Heading().Matches(prose).Select(match => AnchorOf(match.Groups["heading"].Value)))
        {
            var before = seen.GetValueOrDefault(heading);
            seen[heading] = before + 1;
            yield return before == 0 ? heading : $"{heading}-{before}";
        }
    }

    // As GitHub does: lower case, letters, digits, hyphens and underscores stay, a space becomes a hyphen, all else goes.
    private static string AnchorOf(string heading)
    {
        var anchor = new StringBuilder();
        foreach (var c in heading.Trim().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c) || c is '-' or '_')
                anchor.Append(c);
            else if (c == ' ')
                anchor.Append('-');
        }

        return anchor.ToString();
    }

    [GeneratedRegex("^(?<indent> *)```(?<info>[^\n]*)\n(?<text>.*?)^\\k<indent>```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();

    [GeneratedRegex("`[^`\n]*`(?!\\])", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex InlineCode();

    [GeneratedRegex("^#+ (?<heading>[^\n]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Heading();
}
