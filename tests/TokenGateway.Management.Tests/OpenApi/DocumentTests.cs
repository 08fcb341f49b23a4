using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TokenGateway.Testing;

namespace TokenGateway.Management.Tests.OpenApi;

/// <summary>The OpenAPI document is a contract: what changes in it changes under review.</summary>
public sealed partial class DocumentTests
{
    private static readonly string Snapshot = Path.Combine(
        Configs.RepositoryRoot(), "tests", "TokenGateway.Management.Tests", "OpenApi", "openapi.v1.json");

    [Fact]
    public async Task The_document_is_the_one_under_review()
    {
        var document = await ReadAsync();
        if (Environment.GetEnvironmentVariable("RENEW_SNAPSHOTS") == "1")
            await File.WriteAllTextAsync(Snapshot, document);

        document.ShouldBe(
            await File.ReadAllTextAsync(Snapshot),
            "The API changed. If it should: RENEW_SNAPSHOTS=1 dotnet test tests/TokenGateway.Management.Tests --filter DocumentTests, and commit openapi.v1.json.");
    }

    [Fact]
    public async Task Every_call_has_a_name_a_summary_its_refusals_and_an_example()
    {
        var calls = CallsOf(await ReadAsync());

        calls.Count.ShouldBe(29);
        foreach (var (name, call) in calls)
        {
            ((string?)call["operationId"]).ShouldNotBeNullOrEmpty(name);
            ((string?)call["summary"]).ShouldNotBeNullOrEmpty(name);
            var responses = call["responses"]!.AsObject().Select(one => one.Key).ToList();
            responses.ShouldContain("503", name);
            var isOpen = name == "POST /api/v1/leaks" || name.EndsWith(" /api/v1/session", StringComparison.Ordinal);
            (responses.Contains("401") || isOpen).ShouldBeTrue(name);
            (call["security"] is null).ShouldBe(isOpen, name);
            if (call["requestBody"] is { } body)
                body["content"]!["application/json"]!["example"].ShouldNotBeNull(name);
            if (!responses.Contains("204"))
                call["responses"]!.AsObject().First().Value!["content"]!["application/json"]!["example"].ShouldNotBeNull(name);
        }
    }

    [Fact]
    public async Task The_request_files_hold_every_call()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Configs.RepositoryRoot(), "requests"), "*.http").Select(File.ReadAllText);
        var written = string.Join('\n', files).Split('\n').Select(line => RequestLine().Match(line)).Where(match => match.Success)
            .Select(match => $"{match.Groups["method"].Value} {match.Groups["path"].Value}").ToList();

        foreach (var (name, _) in CallsOf(await ReadAsync()))
        {
            var pattern = "^" + Regex.Replace(Regex.Escape(name), @"\\\{[a-z]+}", "[^/ ]+", RegexOptions.None, TimeSpan.FromSeconds(1)) + "$";
            written.ShouldContain(line => Regex.IsMatch(line, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)), name);
        }
    }

    private static List<(string Name, JsonNode Call)> CallsOf(string document) =>
    [
        .. JsonNode.Parse(document)!["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Select(call => ($"{call.Key.ToUpperInvariant()} {path.Key}", call.Value!))),
    ];

    private static async Task<string> ReadAsync()
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(Configs.Sample(upstream.Address));
        using var client = gateway.Api();
        var answer = await client.GetAsync("/openapi/v1.json");
        answer.Status.ShouldBe(200, answer.Text);
        return answer.Text.ReplaceLineEndings("\n") + "\n";
    }

    [GeneratedRegex(@"^(?<method>[A-Z]+) \{\{address}}(?<path>/api/v1[^?\s]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RequestLine();
}
