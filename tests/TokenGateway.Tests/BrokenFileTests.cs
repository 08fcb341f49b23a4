using TokenGateway.Testing;

namespace TokenGateway.Tests;

public sealed class BrokenFileTests
{
    private static readonly string Folder = Path.Combine(Configs.RepositoryRoot(), "tests", "TokenGateway.Tests", "BrokenFiles");

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Broken_file_is_refused_by_check_with_exactly_these_errors(string name)
    {
        using var folder = new SampleFolder(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".json")));
        var expected = await File.ReadAllTextAsync(Path.Combine(Folder, name + ".expected"));

        var result = await folder.RunAsync("config", "check");

        result.Error.ShouldBe(expected.Replace("{folder}", folder.Path, StringComparison.Ordinal));
        result.Output.ShouldBeEmpty();
        result.ExitCode.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Broken_file_is_refused_by_serve(string name)
    {
        using var folder = new SampleFolder(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".json")));
        var expected = await File.ReadAllLinesAsync(Path.Combine(Folder, name + ".expected"));

        var result = await folder.RunAsync("serve").WaitAsync(TimeSpan.FromSeconds(60));

        result.ExitCode.ShouldBe(3);
        result.Error.ShouldContain(expected[0].Replace("{folder}", folder.Path, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Secret_in_a_broken_file_is_not_repeated(string name)
    {
        using var folder = new SampleFolder(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".json")));

        var result = await folder.RunAsync("config", "show", "--effective");

        result.ExitCode.ShouldBe(3);
        (result.Output + result.Error).ShouldNotContain("s3cret");
        (result.Output + result.Error).ShouldNotContain("hunter2");
    }

    [Fact]
    public void Every_broken_file_says_what_is_expected() =>
        Directory.GetFiles(Folder, "*.json").Where(file => !File.Exists(Path.ChangeExtension(file, ".expected"))).ShouldBeEmpty();
}
