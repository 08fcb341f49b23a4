using System.Text.Json;
using System.Text.Json.Nodes;
using TokenGateway.Configuration;
using TokenGateway.Configuration.Sections;

namespace TokenGateway.Edge.Tests.Configuration;

public sealed class SchemaWriterTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(SchemaWriter.Write())!;

    [Fact]
    public void Text_is_stable_indented_by_two_and_ends_with_one_newline()
    {
        var text = SchemaWriter.Write();

        text.ShouldBe(SchemaWriter.Write());
        text.ShouldStartWith("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n");
        text.ShouldEndWith("\n}\n");
        text.ShouldNotContain('\r');
    }

    [Fact]
    public void Every_object_with_known_keys_forbids_others()
    {
        foreach (var shape in Objects(Schema.AsObject()))
            shape["additionalProperties"].ShouldNotBeNull().ToJsonString().ShouldNotBe("true");
    }

    [Fact]
    public void Sections_of_logging_are_open()
    {
        foreach (var name in new[] { "Serilog", "Logging" })
            Schema["properties"]![name]!["additionalProperties"].ShouldBeNull();
    }

    [Theory]
    [InlineData("Tokens", "Prefix", """{"description":"The prefix of new tokens' values.","type":"string","pattern":"^[a-z][a-z0-9]{1,15}$","default":"tgw"}""")]
    [InlineData("Tokens", "MaxPerUser", """{"description":"Live tokens a user may have; null: no limit.","type":["integer","null"],"minimum":1,"maximum":2147483647,"default":50}""")]
    [InlineData("Store", "Provider", """{"description":"Sqlite: a file. PostgreSql: a database that several nodes share. None: only the users and tokens of this file.","enum":["Sqlite","PostgreSql","None"],"default":"Sqlite"}""")]
    [InlineData("Tokens", "Enabled", """{"description":"false: no token can be created, and none is accepted.","type":"boolean","default":true}""")]
    public void Key_is_described_with_type_range_and_default(string section, string key, string expected) =>
        Gateway()["properties"]![section]!["properties"]![key]!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).ShouldBe(expected);

    /// <summary>An alternative outside a group would lose one of the anchors, and match any text that begins or ends with it.</summary>
    [Fact]
    public void Every_pattern_is_for_the_whole_text()
    {
        var patterns = Patterns(Schema).Distinct(StringComparer.Ordinal).ToList();

        patterns.Count.ShouldBeGreaterThan(10);
        patterns.ShouldAllBe(pattern => pattern.StartsWith('^') && pattern.EndsWith('$'));
        patterns.Where(HasAlternativeOutsideAGroup).ShouldBeEmpty();
        HasAlternativeOutsideAGroup(@"^(a|b)[|]\|c|d$").ShouldBeTrue();
    }

    private static IEnumerable<string> Patterns(JsonNode? schema) => schema switch
    {
        JsonObject shape => shape.SelectMany(key => key is { Key: "pattern", Value: JsonValue pattern } ? [pattern.GetValue<string>()] : Patterns(key.Value)),
        JsonArray list => list.SelectMany(Patterns),
        _ => [],
    };

    private static bool HasAlternativeOutsideAGroup(string pattern)
    {
        var (groups, inClass) = (0, false);
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[' or ']':
                    inClass = pattern[i] == '[';
                    break;
                case '(' when !inClass:
                    groups++;
                    break;
                case ')' when !inClass:
                    groups--;
                    break;
                case '|' when !inClass && groups == 0:
                    return true;
            }
        }

        return false;
    }

    [Fact]
    public void Defaults_of_the_schema_are_the_defaults_of_the_reader()
    {
        var written = Some.Read(new JsonObject { ["TokenGateway"] = Defaults(Gateway().AsObject()) }.ToJsonString()).Gateway;
        var absent = Some.Read("{}").Gateway;

        Comparable(written).ShouldBe(Comparable(absent));
    }

    private static JsonNode Gateway() => Schema["properties"]!["TokenGateway"]!;

    private static IEnumerable<JsonObject> Objects(JsonObject shape)
    {
        if (shape["properties"] is JsonObject)
            yield return shape;
        var below = (shape["properties"] as JsonObject ?? []).Select(key => key.Value).Concat([shape["additionalProperties"], shape["items"]]);
        foreach (var nested in below.OfType<JsonObject>().SelectMany(Objects))
            yield return nested;
    }

    private static JsonObject Defaults(JsonObject shape)
    {
        var values = new JsonObject();
        foreach (var (name, key) in shape["properties"]!.AsObject())
        {
            if (key!.AsObject().TryGetPropertyValue("default", out var value))
                values[name] = value?.DeepClone();
            else if (key["properties"] is not null && Defaults(key.AsObject()) is { Count: > 0 } nested)
                values[name] = nested;
        }

        return values;
    }

    // Maps come in the order of the file; the file's order is the alphabet.
    private static string Comparable(GatewayConfig gateway)
    {
        var json = JsonSerializer.SerializeToNode(gateway)!;
        foreach (var map in new[] { "Identity", "Roles" })
            json[map] = new JsonObject(json[map]!.AsObject().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        return json.ToJsonString();
    }
}
