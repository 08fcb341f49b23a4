using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Documents;

/// <summary>What <c>docs/recipes</c> says to write is accepted by what reads it.</summary>
public sealed partial class RecipeTests
{
    // Each document of the manifest, as one line of JSON.
    private const string YamlToJson = "import json, sys, yaml; [print(json.dumps(one)) for one in yaml.safe_load_all(sys.stdin)]";

    private static readonly string Folder = Path.Combine(Configs.RepositoryRoot(), "docs", "recipes");

    public static TheoryData<string> Pages => [.. Directory.GetFiles(Folder, "*.md").Select(path => Path.GetFileName(path)!).Where(page => BlocksOf(page, "json").Count > 0)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Configurations_pass_the_check(string page)
    {
        foreach (var block in BlocksOf(page, "json"))
        {
            using var folder = new SampleFolder();
            await File.WriteAllTextAsync(folder.ConfigPath, RecipeCertificate.Replace(block, folder.Path));
            var result = await folder.RunAsync("config", "check");
            result.ExitCode.ShouldBe(0, result.Error);
            result.Error.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Every_page_is_in_the_list() =>
        Directory.GetFiles(Folder, "*.md").Select(path => Path.GetFileName(path)!).Where(page => page != "README.md")
            .ShouldAllBe(page => File.ReadAllText(Path.Combine(Folder, "README.md")).Contains($"]({page})", StringComparison.Ordinal));

    [Fact]
    public async Task Systemd_takes_the_unit()
    {
        using var folder = new SampleFolder();
        var unit = Path.Combine(folder.Path, "tokengateway.service");

        // The program of this machine may be elsewhere.
        await File.WriteAllTextAsync(unit, BlocksOf("systemd.md", "ini").Single().Replace("/usr/bin/dotnet", "/bin/true", StringComparison.Ordinal));
        await using var verify = ChildProcess.Start("systemd-analyze", "verify", "--man=no", unit);

        (await verify.ExitAsync()).ShouldBe(0, string.Join('\n', verify.Error));
        verify.Error.Where(line => line.Contains("tokengateway.service", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Manifest_of_kubernetes_has_the_right_form()
    {
        var documents = await ReadYamlAsync(BlocksOf("kubernetes.md", "yaml").Single());

        documents.Select(one => $"{one["apiVersion"]} {one["kind"]} {one["metadata"]!["name"]}").ShouldBe(
            ["v1 ConfigMap tokengateway", "v1 PersistentVolumeClaim tokengateway", "apps/v1 Deployment tokengateway", "v1 Service tokengateway"]);
        using var folder = new SampleFolder(documents[0]["data"]!["gateway.json"]!.ToString());
        (await folder.RunAsync("config", "check")).ExitCode.ShouldBe(0);
        var deployment = documents[2]["spec"]!;
        ((int)deployment["replicas"]!, deployment["strategy"]!["type"]!.ToString()).ShouldBe((1, "Recreate"));
        var pod = deployment["template"]!;
        JsonNode.DeepEquals(deployment["selector"]!["matchLabels"], pod["metadata"]!["labels"]).ShouldBeTrue();
        JsonNode.DeepEquals(documents[3]["spec"]!["selector"], pod["metadata"]!["labels"]).ShouldBeTrue();
        var container = pod["spec"]!["containers"]![0]!;
        var ports = container["ports"]!.AsArray().ToDictionary(port => port!["name"]!.ToString(), port => (int)port!["containerPort"]!, StringComparer.Ordinal);
        var endpoints = JsonNode.Parse(documents[0]["data"]!["gateway.json"]!.ToString())!["Kestrel"]!["Endpoints"]!;
        endpoints["Edge"]!["Url"]!.ToString().ShouldEndWith($":{ports["edge"]}");
        endpoints["Probe"]!["Url"]!.ToString().ShouldEndWith($":{ports["probe"]}");
        foreach (var probe in new[] { "livenessProbe", "readinessProbe" })
            ports.ShouldContainKey(container[probe]!["httpGet"]!["port"]!.ToString());
        container["volumeMounts"]!.AsArray().Select(mount => mount!["name"]!.ToString())
            .ShouldBe(pod["spec"]!["volumes"]!.AsArray().Select(volume => volume!["name"]!.ToString()));
    }

    private static async Task<List<JsonNode>> ReadYamlAsync(string manifest)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, manifest);
        await using var python = ChildProcess.Start("bash", "-c", $"python3 -c '{YamlToJson}' < {file}");
        (await python.ExitAsync()).ShouldBe(0, string.Join('\n', python.Error));
        File.Delete(file);
        return [.. python.Output.Select(line => JsonNode.Parse(line)!)];
    }

    private static List<string> BlocksOf(string page, string language) =>
        [.. Block().Matches(File.ReadAllText(Path.Combine(Folder, page))).Where(block => block.Groups["language"].Value == language).Select(block => block.Groups["text"].Value)];

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}
