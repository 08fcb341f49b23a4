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

    /// <summary>Time comes from the clock that is passed in, so that tests can turn it; chance from a cryptographic source.</summary>
    [Theory]
    [InlineData("DateTime.Now")]
    [InlineData("DateTime.UtcNow")]
    [InlineData("DateTime.Today")]
    [InlineData("DateTimeOffset.Now")]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("Thread.Sleep")]
    [InlineData("new Random(")]
    public void No_source_file_uses(string banned) =>
        Source.Files.SelectMany(file => File.ReadLines(file).Select((line, i) => (place: $"{Source.NameOf(file)}:{i + 1}", line)))
            .Where(one => !IsComment(one.line) && one.line.Contains(banned, StringComparison.Ordinal))
            .Select(one => one.place)
            .ShouldBeEmpty();

    private static string? NamespaceOf(string text) =>
        NamespaceDeclaration().Match(text) is { Success: true } match ? match.Groups["name"].Value : null;

    // Top-level statements and files of usings or assembly attributes belong to no namespace.
    private static bool HasNoTypes(string file) =>
        Path.GetFileName(file) == "Program.cs" || !TypeDeclaration().IsMatch(File.ReadAllText(file));

    // As in ASP.NET: Add... and Use... are found without a using of their own.
    private static bool IsFrameworkExtension(string file, string? declared) =>
        file.EndsWith("Extensions.cs", StringComparison.Ordinal) && declared is "Microsoft.AspNetCore.Builder" or "Microsoft.Extensions.DependencyInjection";

    private static bool IsComment(string line) => line.AsSpan().TrimStart().StartsWith("//", StringComparison.Ordinal);

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum|delegate)\s+\w", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypeDeclaration();
}
