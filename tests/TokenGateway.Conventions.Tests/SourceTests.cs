using System.Text.RegularExpressions;

namespace TokenGateway.Conventions.Tests;

public sealed partial class SourceTests
{
    [Fact]
    public void Source_files_are_found() => Source.Files.Count.ShouldBeGreaterThan(50);

    [Fact]
    public void Namespaces_are_folders() =>
        Source.Files.Select(file => (file, expected: string.Join('.', Source.FoldersOf(file)), declared: NamespaceOf(File.ReadAllText(file))))
            .Where(one => one.declared != one.expected && !(one.declared is null && HasNoTypes(one.file)) && !IsFrameworkExtension(one.file, one.declared))
            .Select(one => $"{Source.NameOf(one.file)}: {one.declared ?? "none"}, not {one.expected}")
            .ShouldBeEmpty();

    /// <summary>The compiler refuses what <c>src/BannedSymbols.txt</c> lists: the wall clock, sleep, weak chance.</summary>
    [Fact]
    public void Symbols_are_banned_in_every_project_of_the_product()
    {
        var props = File.ReadAllText(Path.Combine(Source.Root, "Directory.Build.props"));

        props.ShouldContain("Microsoft.CodeAnalysis.BannedApiAnalyzers");
        props.ShouldContain("<WarningsAsErrors>$(WarningsAsErrors);RS0030</WarningsAsErrors>");
        File.ReadAllLines(Path.Combine(Source.Root, "src", "BannedSymbols.txt")).Length.ShouldBeGreaterThan(8);
        Source.Files.Where(file => File.ReadAllText(file).Contains("RS0030", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string? NamespaceOf(string text) =>
        NamespaceDeclaration().Match(text) is { Success: true } match ? match.Groups["name"].Value : null;

    // Top-level statements and files of usings or assembly attributes belong to no namespace.
    private static bool HasNoTypes(string file) =>
        Path.GetFileName(file) == "Program.cs" || !TypeDeclaration().IsMatch(File.ReadAllText(file));

    // As in ASP.NET: Add... and Use... are found without a using of their own.
    private static bool IsFrameworkExtension(string file, string? declared) =>
        file.EndsWith("Extensions.cs", StringComparison.Ordinal) && declared is "Microsoft.AspNetCore.Builder" or "Microsoft.Extensions.DependencyInjection";

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum|delegate)\s+\w", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypeDeclaration();
}
