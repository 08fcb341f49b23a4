using System.Text.RegularExpressions;

namespace TokenGateway.Conventions.Tests;

/// <summary>The <c>Dockerfile</c>, its instructions on one line each.</summary>
internal static partial class ContainerFile
{
    public static IReadOnlyList<string> Instructions { get; } =
    [
        .. File.ReadAllText(Path.Combine(Source.Root, "Dockerfile")).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#'),
    ];

    /// <summary>The project files that are copied before packages are restored.</summary>
    public static IEnumerable<string> CopiedProjects => Matches(CopiedProject(), "project");

    public static IEnumerable<string> Stages => Matches(Stage(), "stage");

    /// <summary>The default of a build argument.</summary>
    public static string? DefaultOf(string argument) =>
        Instructions.FirstOrDefault(line => line.StartsWith($"ARG {argument}=", StringComparison.Ordinal))?.Split('=', 2)[1];

    private static IEnumerable<string> Matches(Regex pattern, string group) =>
        Instructions.Select(line => pattern.Match(line)).Where(match => match.Success).Select(match => match.Groups[group].Value);

    [GeneratedRegex(@"^COPY (?<project>\S+\.csproj) \S+/$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CopiedProject();

    [GeneratedRegex(@"^FROM .* AS (?<stage>\S+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Stage();
}
