using TokenGateway.Tests.Documents.Running;

namespace TokenGateway.Tests.Documents;

/// <summary>Every command of a page is run, in the page's order, and does what the page says (<see cref="PageScript"/>).</summary>
public sealed class PageCommandTests(PageRuns runs) : IClassFixture<PageRuns>
{
    private static readonly string[] Commands = ["bash", "console", "http"];
    private static readonly string[] Data = ["json", "text", "nginx", "haproxy", "yaml", "ini", "csharp", "js"];

    // What this machine lacks, or a test must not do to it.
    private static readonly string[] Reasons = ["builds", "docker", "root", "another host"];

    public static TheoryData<string> Guides => [.. Page.Guides];

    public static TheoryData<string> Run => [.. WithCommands];

    private static IReadOnlyList<string> WithCommands { get; } =
        [.. Page.Guides.Where(name => Page.Read(name).Blocks.Any(block => Commands.Contains(block.Language) && block.WhyNotRun is null))];

    [Theory]
    [MemberData(nameof(Run))]
    public async Task Commands_do_what_the_page_says(string name) =>
        string.Join('\n', await runs.RunAsync(name, WithCommands)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Guides))]
    public void Blocks_say_what_they_are(string name) =>
        Page.Read(name).Blocks.Where(block => !Commands.Contains(block.Language) && !Data.Contains(block.Language))
            .Select(block => $"{name}:{block.Line}: {block.Info}").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Guides))]
    public void Only_what_cannot_be_run_is_not_run(string name) =>
        Page.Read(name).Blocks.Where(block => block.WhyNotRun is { } why && !Reasons.Contains(why))
            .Select(block => $"{name}:{block.Line}: {block.Info}").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Guides))]
    public void No_command_hides_among_data(string name) =>
        Page.Read(name).Blocks.Where(block => block.Language == "text" && block.Text.Split('\n').Any(IsCommand)).Select(block => $"{name}:{block.Line}").ShouldBeEmpty();

    [Theory]
    [InlineData("```bash\nfalse\n```", "failed: false")]
    [InlineData("```bash\ntokengateway token list --no-such\n```", "failed: ")]
    [InlineData("```bash\ncurl http://127.0.0.1:9000/ # 404\n```", "some.md:1: curl was answered with 200, and the page says 404")]
    [InlineData("```bash\nfalse # exit code 3\n```", "some.md:1: exit code 1, and the page says 3")]
    [InlineData("```console\n$ echo one two\none three\n```", "some.md:2: the output has no")]
    [InlineData("```console\n$ false\n```", "some.md:2: the command failed")]
    public async Task What_is_not_as_the_page_says_is_found(string page, string fault) =>
        string.Join('\n', await PageRun.RunAsync(Page.Of("some.md", page + "\n"))).ShouldContain(fault);

    [Fact]
    public async Task What_is_as_the_page_says_passes() =>
        (await PageRun.RunAsync(Page.Of("some.md", """
            ```bash
            ONE=1
            curl http://127.0.0.1:9000/
            curl http://127.0.0.1:9000/   # 200, as it says
            false                         # exit code 1
            ```

            ```console
            $ echo "$ONE" \
              two 2031-01-02T03:04:05Z
            1 two 2026-01-01T00:00:00Z
            $ curl -i http://127.0.0.1:9000/
            HTTP/1.1 200 OK

            ok
            ```

            ```bash not-run: root
            false
            ```

            """))).ShouldBeEmpty();

    private static bool IsCommand(string line) =>
        new[] { "$ ", "curl ", "tokengateway ", "docker ", "sudo " }.Any(begin => line.StartsWith(begin, StringComparison.Ordinal));
}
