using System.Text.RegularExpressions;

namespace TokenGateway.Conventions.Tests;

/// <summary>docs/architecture.md leads to files and folders that are there.</summary>
public sealed partial class ArchitecturePageTests
{
    private static readonly string[] Files =
    [
        .. new[] { "src", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Source.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Source.Root, path).Replace(Path.DirectorySeparatorChar, '/')),
    ];

    public static TheoryData<string> Names { get; } =
        [.. Quoted().Matches(File.ReadAllText(Path.Combine(Source.Root, "docs", "architecture.md"))).Select(match => match.Groups["name"].Value).Where(IsPlace).Distinct()];

    [Fact]
    public void Page_names_many() => Names.Count.ShouldBeGreaterThan(50);

    [Theory]
    [MemberData(nameof(Names))]
    public void Named_place_exists(string name) => Exists(name).ShouldBeTrue();

    // A folder is one of a project; "Edge/Intake/" is in src/TokenGateway.Edge.
    private static bool IsPlace(string name) =>
        name.EndsWith(".cs", StringComparison.Ordinal) || (name.EndsWith('/') && Directory.Exists(Path.Combine(Source.Root, "src", "TokenGateway." + name.Split('/')[0])));

    // A path after another one is often written from the folder that both share.
    private static bool Exists(string name) => name.EndsWith('/')
        ? Directory.Exists(Path.Combine(Source.Root, "src", "TokenGateway." + name))
        : Array.Exists(Files, file => file == name || file.EndsWith((IsOfProject(name) ? "TokenGateway." : "/") + name, StringComparison.Ordinal));

    private static bool IsOfProject(string name) => name.Contains('/') && Directory.Exists(Path.Combine(Source.Root, "src", "TokenGateway." + name.Split('/')[0]));

    [GeneratedRegex("`(?<name>[A-Za-z.]+(?:/[A-Za-z.]+)*/?)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();
}
