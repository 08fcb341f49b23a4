using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using TokenGateway.Configuration;
using TokenGateway.Configuration.Sources;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Commands;

public sealed class ConfigCommandTests
{
    [Fact]
    public async Task Init_writes_a_file_and_its_schema_that_pass_the_check()
    {
        using var folder = new SampleFolder();
        var path = Path.Combine(folder.Path, "new", "gateway.json");

        var written = await Cli.RunAsync("config", "init", "--path", path);

        written.ExitCode.ShouldBe(0);
        (await File.ReadAllTextAsync(path)).ShouldBe(await File.ReadAllTextAsync(Path.Combine(Configs.RepositoryRoot(), "config", "gateway.json")));
        (await File.ReadAllTextAsync(Path.Combine(folder.Path, "new", "schema.json"))).ShouldBe(SchemaWriter.Write());
        (await Cli.RunAsync("config", "check", "--config", path)).ShouldBe(new CliResult(0, "ok: 3 routes, 1 clusters, 3 roles\n", ""));
    }

    [Theory]
    [InlineData("http://localhost:9000", "http://localhost:9000/")]
    [InlineData("https://api.example.com/v1/", "https://api.example.com/v1/")]
    public async Task Init_for_an_upstream_writes_the_smallest_file_that_passes_the_check(string given, string written)
    {
        using var folder = new SampleFolder();
        var path = Path.Combine(folder.Path, "new", "gateway.json");

        var result = await Cli.RunAsync("config", "init", "--path", path, "--upstream", given);

        result.ExitCode.ShouldBe(0, result.Error);
        JsonNode.Parse(await File.ReadAllTextAsync(path))!["ReverseProxy"]!["Clusters"]!["api"]!["Destinations"]!["a"]!["Address"]!.ToString().ShouldBe(written);
        (await Cli.RunAsync("config", "check", "--config", path)).ShouldBe(new CliResult(0, "ok: 1 routes, 1 clusters, 3 roles\n", ""));
        foreach (var next in result.Error.Split('`').Where(part => part.StartsWith("tokengateway user", StringComparison.Ordinal) || part.StartsWith("tokengateway token", StringComparison.Ordinal)))
            (await Cli.RunAsync(next.Replace("NAME", "alice", StringComparison.Ordinal).Split(' ')[1..])).ExitCode.ShouldBe(0, next);
    }

    [Theory]
    [InlineData("localhost:9000")]
    [InlineData("ftp://localhost/")]
    [InlineData("http://user:pass@localhost/")]
    [InlineData("http://localhost/?a=b")]
    [InlineData("")]
    public async Task Init_says_what_an_upstream_is(string given)
    {
        using var folder = new SampleFolder();
        var path = Path.Combine(folder.Path, "new", "gateway.json");

        var result = await Cli.RunAsync("config", "init", "--path", path, "--upstream", given);

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain($"--upstream '{given}': the http or https address of an API is expected");
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public async Task Init_writes_over_nothing_unless_it_is_forced()
    {
        using var folder = new SampleFolder("{ \"mine\": true }");

        var refused = await Cli.RunAsync("config", "init", "--path", folder.ConfigPath);

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldBe($"{folder.ConfigPath} already exists. Nothing was written; use --force to overwrite it.\n");
        (await File.ReadAllTextAsync(folder.ConfigPath)).ShouldBe("{ \"mine\": true }");
        Directory.GetFiles(folder.Path).Length.ShouldBe(1);
        (await Cli.RunAsync("config", "init", "--path", folder.ConfigPath, "--force")).ExitCode.ShouldBe(0);
        (await folder.RunAsync("config", "check")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Check_warns_of_a_configuration_that_forwards_nothing()
    {
        using var folder = new SampleFolder(sample =>
        {
            sample["ReverseProxy"]!["Routes"] = new JsonObject();
            sample["ReverseProxy"]!["Clusters"]!["empty"] = new JsonObject();
        });

        var result = await folder.RunAsync("config", "check");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldContain("warning: ReverseProxy:Routes: there are no routes, so every request is answered with 404; add one\n");
        result.Error.ShouldContain("warning: ReverseProxy:Clusters:empty: the cluster has no destinations, so its routes answer with 502; ");
    }

    [Theory]
    [InlineData("Headers", "X-Mode", "a header")]
    [InlineData("QueryParameters", "action", "a query parameter")]
    public async Task Check_warns_where_the_client_chooses_between_two_rules(string kind, string name, string difference)
    {
        using var folder = new SampleFolder(sample =>
        {
            var routes = sample["ReverseProxy"]!["Routes"]!;
            routes["twin"] = routes["orders"]!.DeepClone();
            routes["twin"]!["TokenGateway"] = JsonNode.Parse("""{ "Access": [ { "MinRole": "Administrators" } ] }""");
            routes["twin"]!["Match"]![kind] = JsonNode.Parse($$"""[ { "Name": "{{name}}", "Values": ["1"] } ]""");
        });

        var result = await folder.RunAsync("config", "check");

        result.ExitCode.ShouldBe(0);
        result.Error.ShouldContain($"has the same path and another access rule, and only {difference} tells them apart");
    }

    [Theory]
    [InlineData("""{ "Path": "/{**rest}" }""", """["b.test", "f.test:443"]""", true)]
    [InlineData("""{ "Path": "/{**rest}", "Hosts": ["f.test:8443"] }""", """["b.test", "f.test:443"]""", true)]
    [InlineData("""{ "Hosts": ["*.test"] }""", """["b.test", "f.test:443"]""", true)]
    [InlineData("""{ "Path": "/{**rest}" }""", """["b.test", "*.test:443"]""", true)]
    [InlineData("""{ "Path": "/{**rest}" }""", """["b.test", "f.test"]""", false)]
    [InlineData("""{ "Path": "/{**rest}" }""", """["f.test", "f.test:443"]""", false)]
    [InlineData("""{ "Path": "/{**rest}", "Hosts": ["other.test"] }""", """["b.test", "f.test:443"]""", false)]
    [InlineData("""{ "Path": "/{**rest}", "Methods": ["POST"] }""", """["b.test", "f.test:443"]""", false)]
    public async Task Check_warns_of_a_port_that_keeps_a_weaker_route_apart(string beside, string hosts, bool warns)
    {
        using var folder = new SampleFolder(sample =>
        {
            sample["ReverseProxy"]!["Routes"] = new JsonObject
            {
                ["bound"] = JsonNode.Parse($$"""{ "ClusterId": "legacy", "Match": { "Path": "/admin/{**rest}", "Methods": ["GET"], "Hosts": {{hosts}} }, "TokenGateway": { "Policy": "Default", "RateLimits": ["standard"] } }"""),
                ["beside"] = JsonNode.Parse($$"""{ "ClusterId": "legacy", "Match": {{beside}}, "TokenGateway": { "Anonymous": true } }"""),
            };
        });

        var result = await folder.RunAsync("config", "check");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.Contains("warning: ReverseProxy:Routes:bound:Match:Hosts:1: a request for ", StringComparison.Ordinal).ShouldBe(warns, result.Error);
        result.Error.Contains("that does not name port 443 can reach route \"beside\", which has another access rule", StringComparison.Ordinal).ShouldBe(warns, result.Error);
    }

    [Fact]
    public async Task Check_tells_what_is_odd_but_allowed()
    {
        using var folder = new SampleFolder(sample => sample["TokenGateway"]!["Roles"]!["Administrators"]!["Permissions"] = JsonNode.Parse("""["orders:*"]"""));

        var result = await folder.RunAsync("config", "check");

        result.ExitCode.ShouldBe(0);
        result.Error.ShouldContain("warning: Permission reports:read is asked for by a rule, but no role grants it: nobody can pass.\n");
    }

    [Fact]
    public async Task Check_warns_of_a_limit_that_no_route_names()
    {
        using var folder = new SampleFolder(sample => sample["ReverseProxy"]!["Routes"]!["orders"]!["TokenGateway"]!.AsObject().Remove("RateLimits"));

        var result = await folder.RunAsync("config", "check");

        result.ExitCode.ShouldBe(0);
        result.Error.ShouldContain("warning: No route uses rate limit standard.\n");
    }

    [Fact]
    public async Task Check_of_the_store_counts_what_the_file_no_longer_knows()
    {
        using var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        await folder.CreateUserAsync("bob", "Users");
        await folder.CreateTokenAsync("alice", "--permission", "orders:write");
        await folder.CreateTokenAsync("alice");
        await folder.CreateTokenAsync("bob");
        var changed = Configs.Sample("http://127.0.0.1:9000/");
        changed["TokenGateway"]!["Roles"]!.AsObject().Remove("Engineers");
        changed["ReverseProxy"]!["Routes"]!["orders"]!["TokenGateway"] = JsonNode.Parse("""{ "Policy": "Default", "RateLimits": ["standard"] }""");
        await File.WriteAllTextAsync(folder.ConfigPath, changed.ToJsonString());

        var result = await folder.RunAsync("config", "check", "--store");

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldBe("ok: 3 routes, 1 clusters, 2 roles\n");
        result.Error.ShouldBe("""
            warning: 1 user has a role that the configuration does not know and that grants nothing: Engineers.
            warning: 2 tokens have a role that the configuration does not know and that grants nothing: Engineers.
            warning: 1 token has a permission that the configuration does not know and that grants nothing: orders:write.

            """);
    }

    [Fact]
    public async Task Missing_file_ends_with_3_and_names_what_was_tried()
    {
        using var folder = new SampleFolder();
        var path = Path.Combine(folder.Path, "none.json");

        var result = await Cli.RunAsync("config", "check", "--config", path);

        result.ExitCode.ShouldBe(3);
        result.Error.ShouldBe($"No configuration file. Tried: {path}. `tokengateway config init` writes one.\n");
    }

    [Fact]
    public async Task Show_masks_the_values_of_secrets()
    {
        using var folder = new SampleFolder(WithSecrets);

        foreach (var args in new string[][] { ["config", "show"], ["config", "show", "--effective"], ["config", "show", "--effective", "--json"] })
        {
            var result = await folder.RunAsync(args);

            result.ExitCode.ShouldBe(0, result.Error);
            result.Output.ShouldContain("***");
            result.Output.ShouldContain("Data Source=a.db;Password=***;Pooling=False");
            result.Output.ShouldContain("https://hooks.example.com:8443/***");
            (result.Output + result.Error).ShouldNotContain("s3cret");
        }
    }

    [Fact]
    public async Task Show_is_json_that_says_the_same_again()
    {
        using var folder = new SampleFolder();

        var shown = JsonNode.Parse((await folder.RunAsync("config", "show")).Output)!;

        var written = JsonNode.Parse(await File.ReadAllTextAsync(folder.ConfigPath))!;
        written.AsObject().Remove("$schema");
        JsonNode.DeepEquals(shown, written).ShouldBeTrue(shown.ToJsonString());
    }

    [Fact]
    public async Task Show_hides_what_transforms_send_and_passwords()
    {
        const string secret = "s3cr3t-0f-the-upstream";
        using var folder = new SampleFolder($$"""
            {
              "Kestrel": { "Certificates": { "Spare": { "Path": "spare.pfx", "Password": "{{secret}}" } } },
              "ReverseProxy": {
                "Clusters": { "api": { "Destinations": { "a": { "Address": "http://127.0.0.1:9000/" } } } },
                "Routes": { "all": { "ClusterId": "api", "Match": { "Path": "/{**rest}" }, "TokenGateway": { "Policy": "Default" },
                  "Transforms": [ { "RequestHeader": "X-Upstream-Key", "Set": "{{secret}}" }, { "ResponseHeader": "X-From", "Append": "{{secret}}" } ] } }
              }
            }
            """);
        foreach (var arguments in new[] { new[] { "config", "show" }, ["config", "show", "--effective"] })
        {
            var shown = await folder.RunAsync(arguments);

            shown.ExitCode.ShouldBe(0, shown.Error);
            shown.Output.ShouldContain("http://127.0.0.1:9000/");
            shown.Output.ShouldContain("X-Upstream-Key");
            shown.Output.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task Show_hides_what_addresses_and_metadata_may_hold()
    {
        const string secret = "s3cr3t-0f-the-upstream";
        using var folder = new SampleFolder($$"""
            {
              "Kestrel": { "Endpoints": { "Edge": { "Url": "http://user:{{secret}}@127.0.0.1:18080" } } },
              "ReverseProxy": {
                "Clusters": { "api": {
                  "Metadata": { "Authorization": "Bearer {{secret}}", "ConsecutiveFailuresHealthPolicy.Threshold": "5", "TransportFailureRateHealthPolicy.RateLimit": "0.5" },
                  "HealthCheck": { "Active": { "Path": "/healthz?key={{secret}}" } },
                  "Destinations": { "a": { "Address": "http://127.0.0.1:9000/", "Health": "http://user:{{secret}}@127.0.0.1:9001/probe?key={{secret}}", "Metadata": { "Key": "{{secret}}" } } } } },
                "Routes": { "all": { "ClusterId": "api", "Match": { "Path": "/{**rest}" }, "TokenGateway": { "Policy": "Default" }, "Metadata": { "ApiKey": "{{secret}}" } } }
              }
            }
            """);
        foreach (var arguments in new[] { new[] { "config", "show" }, ["config", "show", "--effective"] })
        {
            var shown = await folder.RunAsync(arguments);

            shown.ExitCode.ShouldBe(0, shown.Error);
            foreach (var plain in new[] { "http://***@127.0.0.1:18080", "\"/healthz?***\"", "http://***@127.0.0.1:9001/probe?***", "\"5\"", "\"0.5\"" })
                shown.Output.ShouldContain(plain);
            shown.Output.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task Effective_names_the_source_of_each_key()
    {
        using var folder = new SampleFolder("""
            {
              "ReverseProxy": {
                "Clusters": { "api": { "Destinations": { "a": { "Address": "http://127.0.0.1:9000/" } } } },
                "Routes": { "all": { "ClusterId": "api", "Match": { "Path": "/{**rest}" }, "TokenGateway": { "Policy": "Default" } } }
              },
              "TokenGateway": {
                "Tokens": { "MaxPerUser": 5 },
                "Credentials": [ "X-API-Key",
                  "?key" ],
                "RateLimits": { "standard": { "By": "owner", "Permits": 10, "Window": "1s",
                  "Roles": { "Administrators": null, "Engineers": { "Permits": 20 } } } }
              }
            }
            """);

        var keys = JsonNode.Parse((await folder.RunAsync("config", "show", "--effective", "--json")).Output)!.AsArray()
            .ToDictionary(key => key!["key"]!.GetValue<string>(), key => $"{key!["value"]} | {key["source"]}");

        keys["TokenGateway:Tokens:MaxPerUser"].ShouldBe("5 | gateway.json line 7");
        keys["TokenGateway:Credentials"].ShouldBe("[\"X-API-Key\",\"?key\"] | gateway.json line 8");
        keys["TokenGateway:RateLimits:standard:Permits"].ShouldBe("10 | gateway.json line 10");
        keys["TokenGateway:RateLimits:standard:Roles:Administrators"].ShouldBe("null | gateway.json line 11");
        keys["TokenGateway:RateLimits:standard:Roles:Engineers:Permits"].ShouldBe("20 | gateway.json line 11");
        keys["TokenGateway:Tokens:Prefix"].ShouldBe("\"tgw\" | default");
        keys["TokenGateway:Store:OutageGrace"].ShouldBe("\"1h\" | default");
        keys["ReverseProxy:Routes:all:TokenGateway:Policy"].ShouldBe("\"Default\" | gateway.json line 4");
    }

    [Fact]
    public void Effective_value_from_a_source_of_plain_text_is_what_its_key_means()
    {
        var live = new ConfigurationBuilder().AddInMemoryCollection(
            [new("TokenGateway:Tokens:MaxPerUser", "7"), new("TokenGateway:Tokens:Enabled", "False"), new("TokenGateway:Tokens:Prefix", "acme")]).Build();

        var keys = EffectiveConfiguration.Read(ConfigurationSnapshot.Capture(live)).ToDictionary(key => key.Path, key => key.Value);

        keys["TokenGateway:Tokens:MaxPerUser"].ShouldBe("7");
        keys["TokenGateway:Tokens:Enabled"].ShouldBe("false");
        keys["TokenGateway:Tokens:Prefix"].ShouldBe("\"acme\"");
    }

    [Fact]
    public async Task Schema_goes_to_standard_output_or_to_a_file()
    {
        using var folder = new SampleFolder();
        var path = Path.Combine(folder.Path, "schema.json");

        (await Cli.RunAsync("config", "schema")).ShouldBe(new CliResult(0, SchemaWriter.Write(), ""));
        (await Cli.RunAsync("config", "schema", "--output", path)).ShouldBe(new CliResult(0, "", ""));
        (await File.ReadAllTextAsync(path)).ShouldBe(SchemaWriter.Write());
    }

    [Fact]
    public async Task Shipped_schema_is_that_of_this_build() =>
        (await File.ReadAllTextAsync(Path.Combine(Configs.RepositoryRoot(), "config", "schema.json")))
            .ShouldBe(SchemaWriter.Write(), "write it again: tokengateway config schema --output config/schema.json");

    private static void WithSecrets(JsonObject sample)
    {
        sample["TokenGateway"]!["Store"] = JsonNode.Parse("""{ "ConnectionString": "Data Source=a.db;Password='s3cret;more';Pooling=False" }""");
        sample["TokenGateway"]!["Notices"] = JsonNode.Parse("""
            {
              "Smtp": { "Host": "mail.example.com", "From": "tokens@example.com", "User": "tokens", "Password": "s3cret" },
              "Webhook": { "Url": "https://hooks.example.com:8443/services/s3cret?key=s3cret", "Secret": "s3cret s3cret s3cret s3cret s3cret" }
            }
            """);
        sample["ReverseProxy"]!["Clusters"]!["legacy"]!["TokenGateway"] =
            JsonNode.Parse("""{ "UpstreamCredential": { "Header": "Authorization", "Value": "Basic s3cret" } }""");
    }
}
