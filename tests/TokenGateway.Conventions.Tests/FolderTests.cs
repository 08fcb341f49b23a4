using System.Reflection;

namespace TokenGateway.Conventions.Tests;

/// <summary>The folders of a project are layers: what one uses does not use it, whatever lies between.</summary>
public sealed class FolderTests
{
    public static TheoryData<string> Projects { get; } = [.. Product.Assemblies.Select(assembly => assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_form_no_cycle(string project)
    {
        var uses = UsesOf(Assembly.Load(project));

        Components(uses).Where(folders => folders.Count > 1).Select(folders => Describe(folders, uses)).ShouldBeEmpty();
    }

    // From folder to folder, with the types that show it.
    private static Dictionary<(string From, string To), List<string>> UsesOf(Assembly assembly)
    {
        var uses = new Dictionary<(string, string), List<string>>();
        foreach (var type in assembly.GetTypes().Where(type => FolderOf(TypeUses.Outermost(type)) is not null))
        {
            var (user, from) = (TypeUses.Outermost(type), FolderOf(TypeUses.Outermost(type))!);
            foreach (var used in TypeUses.Of(type).Where(used => FolderOf(used) is { } to && to != from))
            {
                var key = (from, FolderOf(used)!);
                if (!uses.TryGetValue(key, out var examples))
                    uses[key] = examples = [];
                var example = $"{user.Name} uses {used.Name}";
                if (!examples.Contains(example))
                    examples.Add(example);
            }
        }

        return uses;
    }

    // TokenGateway.Edge.Compilation.Conditions is of the folder Compilation.
    private static string? FolderOf(Type type)
    {
        if (type.Namespace is not { } name || !name.StartsWith("TokenGateway", StringComparison.Ordinal))
            return null;
        var root = type.Assembly.GetName().Name is "tokengateway" ? "TokenGateway" : type.Assembly.GetName().Name!;
        return name == root ? "(root)" : name.StartsWith(root + ".", StringComparison.Ordinal) ? name[(root.Length + 1)..].Split('.')[0] : null;
    }

    private static IEnumerable<List<string>> Components(Dictionary<(string From, string To), List<string>> uses)
    {
        var folders = uses.Keys.SelectMany(key => new[] { key.From, key.To }).Distinct(StringComparer.Ordinal).ToList();
        var reach = folders.ToDictionary(folder => folder, folder => ReachedFrom(folder, uses), StringComparer.Ordinal);
        return folders.Select(one => folders.Where(other => other == one || (reach[one].Contains(other) && reach[other].Contains(one))).Order(StringComparer.Ordinal).ToList())
            .DistinctBy(component => component[0], StringComparer.Ordinal);
    }

    private static HashSet<string> ReachedFrom(string folder, Dictionary<(string From, string To), List<string>> uses)
    {
        var (found, open) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>([folder]));
        while (open.TryPop(out var next))
        {
            foreach (var to in uses.Keys.Where(key => key.From == next).Select(key => key.To).Where(found.Add))
                open.Push(to);
        }

        return found;
    }

    // The thinnest edges are those to cut.
    private static string Describe(List<string> folders, Dictionary<(string From, string To), List<string>> uses) =>
        $"{string.Join(' ', folders)}\n" + string.Join('\n', uses.Where(use => folders.Contains(use.Key.From) && folders.Contains(use.Key.To)).OrderBy(use => use.Value.Count)
            .Select(use => $"{use.Key.From} -> {use.Key.To} ({use.Value.Count}): {string.Join(", ", use.Value.Take(6))}"));
}
