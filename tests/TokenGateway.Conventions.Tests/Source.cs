namespace TokenGateway.Conventions.Tests;

/// <summary>The product's source files as they stand in the repository.</summary>
internal static class Source
{
    private static readonly string[] Generated = ["bin", "obj"];

    /// <summary>The folder of <c>TokenGateway.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file under <c>src</c>, without what the build generates.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !FoldersOf(file).Any(Generated.Contains))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The folders from <c>src</c> down to the file: project first.</summary>
    public static string[] FoldersOf(string file) =>
        Path.GetDirectoryName(Path.GetRelativePath(Path.Combine(Root, "src"), file))!.Split(Path.DirectorySeparatorChar);

    public static string NameOf(string file) => Path.GetRelativePath(Root, file);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TokenGateway.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No TokenGateway.sln above {AppContext.BaseDirectory}.");
    }
}
