using TokenGateway.Configuration;
using TokenGateway.Configuration.Errors;

namespace TokenGateway.Edge.Tests.Configuration;

public sealed class SourceMapTests
{
    [Fact]
    public void Lines_are_those_of_the_keys_and_of_the_elements()
    {
        var sources = Some.File("""
            {
              // comment
              "A": {
                "B":
                  [
                    1,
                    { "C": 2 },
                  ]
              }
            }
            """).Sources;

        sources.LineOf("A").ShouldBe(3);
        sources.LineOf("a:b").ShouldBe(4);
        sources.LineOf("A:B:0").ShouldBe(6);
        sources.LineOf("A:B:1:C").ShouldBe(7);
        sources.LineOf("A:X").ShouldBeNull();
    }

    [Fact]
    public void Path_that_is_not_there_is_where_its_nearest_ancestor_is()
    {
        var sources = Some.File("{\n\"A\": { \"B\": 1 } }").Sources;

        sources.OriginOf("A:X:Y").ShouldBe("gateway.json line 2");
        sources.OriginOf("Z").ShouldBeNull();
    }

    [Fact]
    public void Duplicates_differ_in_case_and_count_in_one_object_only()
    {
        var sources = Some.File("{\n\"A\": { \"K\": {} },\n\"B\": { \"K\": {} },\n\"a\": { \"L\": 1 } }").Sources;

        sources.KeyErrors.Select(error => error.ToString()).ShouldBe(["a: duplicate key, first written on line 2 (gateway.json line 4)"]);
    }

    [Fact]
    public void Top_level_of_the_gateways_own_file_is_checked_with_all_its_duplicates()
    {
        var frozen = Some.Files(
            ("gateway.json", "{ \"$schema\": \"x\", \"Kestrel\": {}, \"Logging\": {}, \"AllowedHosts\": \"*\", \"Serilog\": {},\n\"TokenGatway\": {},\n\"ReverseProxi\": {},\n\"Extra\": {},\n\"serilog\": {} }"),
            ("other.json", "{ \"Whatever\": {} }"));
        var errors = new ConfigErrors(frozen.Sources);

        GatewayShape.CheckTopLevel(frozen.Sources, "gateway.json", errors);

        errors.ToList().Select(error => error.ToString()).ShouldBe(
        [
            "TokenGatway: unknown key. Did you mean \"TokenGateway\"? (gateway.json line 2)",
            "ReverseProxi: unknown key. Did you mean \"ReverseProxy\"? (gateway.json line 3)",
            "Extra: unknown key (gateway.json line 4)",
            "serilog: duplicate key, first written on line 1 (gateway.json line 5)",
        ]);
    }
}
