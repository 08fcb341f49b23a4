using Microsoft.Extensions.Configuration;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Edge.Tests.Configuration;

public sealed class ConfigurationSnapshotTests
{
    [Fact]
    public void Later_file_overrides_a_scalar_and_keeps_the_rest()
    {
        var frozen = Some.Files(
            ("a.json", """{ "TokenGateway": { "Tokens": { "Prefix": "one", "MaxTotal": 5 } } }"""),
            ("b.json", """{ "tokengateway": { "tokens": { "prefix": "two" } } }"""));

        frozen.Root["TokenGateway:Tokens:Prefix"].ShouldBe("two");
        frozen.Root["TokenGateway:Tokens:MaxTotal"].ShouldBe("5");
        frozen.Sources.OriginOf("TokenGateway:Tokens:Prefix").ShouldBe("b.json line 1");
        frozen.Sources.OriginOf("TokenGateway:Tokens:MaxTotal").ShouldBe("a.json line 1");
    }

    [Fact]
    public void Later_list_replaces_the_earlier_one_whole()
    {
        var frozen = Some.Files(
            ("a.json", """{ "ReverseProxy": { "Routes": { "r": { "Match": { "Methods": ["GET", "POST", "DELETE"] } } } }, "Serilog": { "Using": ["A", "B"] } }"""),
            ("b.json", """{ "ReverseProxy": { "Routes": { "r": { "Match": { "Methods": ["HEAD"] } } } }, "Serilog": { "Using": ["C"] } }"""));

        Values(frozen, "ReverseProxy:Routes:r:Match:Methods").ShouldBe(["HEAD"]);
        Values(frozen, "Serilog:Using").ShouldBe(["C", "B"]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public void Later_nothing_takes_the_earlier_list_away_instead_of_keeping_it(string nothing)
    {
        var frozen = Some.Files(
            ("a.json", """{ "TokenGateway": { "Credentials": ["X-A", "X-B"] } }"""),
            ("b.json", $$"""{ "TokenGateway": { "Credentials": {{nothing}} } }"""));

        Values(frozen, "TokenGateway:Credentials").ShouldBeEmpty();
        Some.Errors(frozen).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public void List_that_the_file_leaves_to_another_source_is_taken_from_there(string nothing)
    {
        var live = new ConfigurationBuilder()
            .Add(new JsonTextSource("gateway.json", $$"""{ "TokenGateway": { "Credentials": {{nothing}} } }"""))
            .AddInMemoryCollection([new("TokenGateway:Credentials:0", "X-A")])
            .Build();

        Some.Read(ConfigurationSnapshot.Capture(live)).Gateway.Credentials.ShouldBe(["X-A"]);
    }

    [Fact]
    public void Names_that_are_numbers_are_not_taken_for_a_list()
    {
        var frozen = Some.Files(
            ("a.json", """{ "TokenGateway": { "Users": { "0": { "Roles": ["A"] }, "1": { "Roles": ["A"] } } } }"""),
            ("b.json", """{ "TokenGateway": { "Users": { "1": { "Roles": ["B"] } } } }"""));

        var users = Some.Read(frozen).Gateway.Users;

        users["0"].Roles.ShouldBe(["A"]);
        users["1"].Roles.ShouldBe(["B"]);
    }

    [Fact]
    public void Environment_replaces_lists_and_is_named_as_the_origin()
    {
        using var variables = new EnvironmentVariables(
            ("TGWTEST_TOKENGATEWAY__CREDENTIALS__0", "X-Env"),
            ("TGWTEST_TOKENGATEWAY__TOKENS__PREFIX", "NO"));
        var live = new ConfigurationBuilder()
            .Add(new JsonTextSource("gateway.json", """{ "TokenGateway": { "Credentials": ["X-A", "X-B"], "Tokens": { "Prefix": "ok", "MaxTotal": 0 } } }"""))
            .AddEnvironmentVariables("TGWTEST_")
            .Build();

        var frozen = ConfigurationSnapshot.Capture(live);

        Values(frozen, "TokenGateway:Credentials").ShouldBe(["X-Env"]);
        Some.Errors(frozen).ShouldBe(
        [
            "TokenGateway:Tokens:MaxTotal: 0 is out of range: 1 to 2147483647 (gateway.json line 1)",
            "TokenGateway:Tokens:Prefix: \"NO\" is not a token prefix: 2 to 16 lower case letters and digits, a letter first (environment)",
        ]);
    }

    [Fact]
    public void Environment_that_sets_one_later_element_is_an_error_and_not_a_merge()
    {
        using var variables = new EnvironmentVariables(("TGWTEST2_TokenGateway__Credentials__1", "X-Env"));
        var live = new ConfigurationBuilder()
            .Add(new JsonTextSource("gateway.json", """{ "TokenGateway": { "Credentials": ["X-A", "X-B"] } }"""))
            .AddEnvironmentVariables("TGWTEST2_")
            .Build();

        Some.Errors(ConfigurationSnapshot.Capture(live)).ShouldBe(
            ["TokenGateway:Credentials: a list is numbered 0, 1, 2 ... without a gap; lists of several sources are not merged, the last one is taken whole (environment)"]);
    }

    [Fact]
    public void Environment_writes_the_file_of_a_secret_with_an_underscore()
    {
        using var variables = new EnvironmentVariables(("TGWTEST3_ReverseProxy__Clusters__c__TokenGateway__UpstreamCredential__VALUE_FILE", "/run/key"));
        var live = new ConfigurationBuilder()
            .Add(new JsonTextSource("gateway.json", """{ "ReverseProxy": { "Clusters": { "c": { "TokenGateway": { "UpstreamCredential": { "Header": "X-Key" } } } } } }"""))
            .AddEnvironmentVariables("TGWTEST3_")
            .Build();

        var credential = Some.Read(ConfigurationSnapshot.Capture(live)).Clusters["c"].UpstreamCredential;

        credential.ShouldNotBeNull().ValueFile.ShouldBe("/run/key");
    }

    [Fact]
    public void Later_change_of_the_live_configuration_does_not_reach_the_copy()
    {
        var live = new ConfigurationManager();
        live["TokenGateway:Tokens:Prefix"] = "one";

        var frozen = ConfigurationSnapshot.Capture(live);
        live["TokenGateway:Tokens:Prefix"] = "two";

        frozen.Root["TokenGateway:Tokens:Prefix"].ShouldBe("one");
        ConfigurationSnapshot.Capture(live).Root["TokenGateway:Tokens:Prefix"].ShouldBe("two");
    }

    [Fact]
    public void Copy_reads_like_the_live_configuration()
    {
        var live = new ConfigurationBuilder()
            .Add(new JsonTextSource("a.json", """{ "A": { "B": [1, 2, 3], "C": null, "D": {}, "E": [], "F": "", "G": true }, "X:Y": { "Z": 1.50 } }"""))
            .AddInMemoryCollection([new("A:h", "i"), new("L:10", "k"), new("L:9", "j"), new("P::Q", "r"), new("P", "s")])
            .Build();

        var frozen = ConfigurationSnapshot.Capture(live);

        frozen.Root.AsEnumerable().ShouldBe(live.AsEnumerable(), ignoreOrder: true);
        frozen.Root.GetSection("l").GetChildren().Select(child => child.Value).ShouldBe(["j", "k"]);
        Should.Throw<NotSupportedException>(() => frozen.Root["A:B:0"] = "9");
    }

    [Fact]
    public void Text_that_lags_behind_its_values_hides_none_of_them()
    {
        var live = new ConfigurationBuilder().Add(new JsonTextSource("a.json", "{ \"A\": 1, \"B\": { \"C\": 2, \"D\": 3 } }", text: "{ \"A\": 1, \"B\": { \"C\": 2 } }")).Build();

        ConfigurationSnapshot.Capture(live).Root["B:D"].ShouldBe("3");
    }

    [Fact]
    public void Chained_configuration_keeps_its_lines()
    {
        var inner = new ConfigurationBuilder().Add(new JsonTextSource("inner.json", "{\n\"A\": 1 }")).Build();

        var frozen = ConfigurationSnapshot.Capture(new ConfigurationBuilder().AddConfiguration(inner).Build());

        frozen.Sources.LineOf("a").ShouldBe(2);
    }

    [Fact]
    public void Section_without_providers_is_copied_from_its_merged_view()
    {
        var live = new ConfigurationBuilder().AddInMemoryCollection([new("Host:TokenGateway:Dialect", "x")]).Build();

        var frozen = ConfigurationSnapshot.Capture(live.GetSection("Host"));

        frozen.Root["Host:TokenGateway:Dialect"].ShouldBe("x");
        frozen.Sources.OriginOf("Host:TokenGateway:Dialect").ShouldBeNull();
    }

    [Fact]
    public void File_on_disk_gives_lines_and_its_bare_name()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "gateway.json"), "\uFEFF// first\n{ \"TokenGateway\": {\n\n\"Dialect\": 1, } }");
            var live = new ConfigurationBuilder().AddJsonFile(Path.Combine(folder.FullName, "gateway.json")).AddJsonFile(Path.Combine(folder.FullName, "none.json"), optional: true).Build();

            ConfigurationSnapshot.Capture(live).Sources.OriginOf("TokenGateway:Dialect").ShouldBe("gateway.json line 4");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string?[] Values(ConfigurationSnapshot frozen, string path) =>
        [.. frozen.Root.GetSection(path).GetChildren().Select(child => child.Value)];
}
