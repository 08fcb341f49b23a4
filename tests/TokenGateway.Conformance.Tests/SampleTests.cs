using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests;

/// <summary>Every sample in <c>config/dialects</c> is a configuration that starts.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Samples { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Configs.RepositoryRoot(), "config", "dialects"), "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Sample_has_no_error_and_no_warning(string file)
    {
        var result = await Cli.RunAsync("config", "check", "--config", Path.Combine(Configs.RepositoryRoot(), "config", "dialects", file));

        result.Error.ShouldBeEmpty();
        result.ExitCode.ShouldBe(0);
    }
}
