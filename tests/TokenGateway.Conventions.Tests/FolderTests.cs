using System.Text.RegularExpressions;

namespace TokenGateway.Conventions.Tests;

/// <summary>The folders of a project know each other in one direction: none can be understood only with another that needs it.</summary>
public sealed partial class FolderTests
{
    [Theory]
    [InlineData("TokenGateway.Management")]
    public void Folders_form_no_cycle(string project)
    {
        var known = UsesOf(project);
        known.Count.ShouldBeGreaterThan(5);

        foreach (var folder in known.Keys)
            ReachableFrom(known, folder).ShouldNotContain(folder, customMessage: $"{folder} needs a folder that needs it");
    }

    // By the usings, and a folder inside another sees what is there without one. The project's own folder puts all together.
    private static Dictionary<string, HashSet<string>> UsesOf(string project)
    {
        var uses = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var file in Source.Files.Where(file => Source.FoldersOf(file)[0] == project))
        {
            var folder = string.Join('.', Source.FoldersOf(file));
            var of = uses.TryGetValue(folder, out var already) ? already : uses[folder] = new(StringComparer.Ordinal);
            of.UnionWith(Using().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value)
                .Where(name => name != folder && name.StartsWith(project + ".", StringComparison.Ordinal)));
            if (folder[..folder.LastIndexOf('.')] is var parent && parent != project && parent.StartsWith(project, StringComparison.Ordinal))
                of.Add(parent);
        }

        return uses;
    }

    private static HashSet<string> ReachableFrom(Dictionary<string, HashSet<string>> uses, string folder)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var next))
        {
            foreach (var one in uses.GetValueOrDefault(next) ?? [])
            {
                if (reached.Add(one))
                    open.Push(one);
            }
        }

        return reached;
    }

    [GeneratedRegex(@"^using (static )?(?<name>TokenGateway[\w.]*);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Using();
}
