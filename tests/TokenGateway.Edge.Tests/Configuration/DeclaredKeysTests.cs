using System.Text.Json;
using System.Text.Json.Nodes;
using TokenGateway.Configuration;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sections;
using TokenGateway.Dialects.BuiltIn;

namespace TokenGateway.Edge.Tests.Configuration;

/// <summary>
/// A key is declared once; schema, effective view and reference page come from there. After a change of a declaration:
/// <c>TOKENGATEWAY_WRITE_DOCS=1 dotnet test tests/TokenGateway.Edge.Tests --filter FullyQualifiedName~DeclaredKeysTests</c>.
/// </summary>
public sealed class DeclaredKeysTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(SchemaWriter.Write())!["properties"]![ConfigPath.Gateway]!;

    private static readonly IReadOnlyList<(string Path, KeyShape Key)> Keys =
        [.. ReferencePage.Keys(GatewayConfig.ShapeOf(BuiltInDialects.Registry), "").Where(one => !one.Path.Contains("NAME", StringComparison.Ordinal) && !one.Path.Contains("[]", StringComparison.Ordinal))];

    [Fact]
    public void Keys_are_found() => Keys.Count.ShouldBeGreaterThan(70);

    [Fact]
    public void Every_key_is_in_the_schema_with_its_default_and_text() =>
        Keys.Where(one => InSchema(one.Path) is not { } node || node["description"]!.GetValue<string>() != one.Key.Description
                || !JsonNode.DeepEquals(node["default"], one.Key.Default is { } json ? JsonNode.Parse(json) : null))
            .Select(one => one.Path).ShouldBeEmpty();

    [Fact]
    public void Every_default_is_in_the_effective_view()
    {
        var effective = EffectiveConfiguration.Read(Some.File("{}")).ToDictionary(key => key.Path, StringComparer.Ordinal);

        Keys.Where(one => one.Key is { Default: not null, Shape: not ObjectShape })
            .Where(one => !effective.TryGetValue(ConfigPath.Join(ConfigPath.Gateway, one.Path), out var key) || key.Source != "default"
                || !JsonNode.DeepEquals(JsonNode.Parse(key.Value), JsonNode.Parse(one.Key.Default!)))
            .Select(one => one.Path).ShouldBeEmpty();
    }

    /// <summary>A default that its own shape refuses could not be written out.</summary>
    [Fact]
    public void Every_default_may_be_written_out()
    {
        foreach (var (path, key) in Keys.Where(one => one.Key.Default is not null && one.Path != "Tokens:PepperRequired"))
        {
            var json = path.Split(':').Reverse().Aggregate(JsonNode.Parse(key.Default!), (inner, name) => new JsonObject { [name] = inner });
            Some.Errors(Some.File($"{{ \"TokenGateway\": {json!.ToJsonString(JsonSerializerOptions.Web)} }}")).ShouldBeEmpty(path);
        }
    }

    [Fact]
    public async Task Reference_page_is_what_is_declared()
    {
        var path = Path.Combine(RepositoryRoot(), "docs", "configuration-reference.md");
        if (Environment.GetEnvironmentVariable("TOKENGATEWAY_WRITE_DOCS") == "1")
            await File.WriteAllTextAsync(path, ReferencePage.Write());
        (await File.ReadAllTextAsync(path)).ShouldBe(ReferencePage.Write());
    }

    /// <summary>The hand-written page explains every key, or the section that it is in.</summary>
    [Fact]
    public async Task Configuration_page_mentions_every_section()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot(), "docs", "configuration.md"));

        Keys.Select(one => one.Path.Split(':')[0]).Distinct(StringComparer.Ordinal)
            .Where(section => !page.Contains(section, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static JsonNode? InSchema(string path) =>
        path.Split(':').Aggregate((JsonNode?)Schema, (node, name) => node?["properties"]?[name]);

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TokenGateway.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
