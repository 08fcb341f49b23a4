using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Oidc;

/// <summary>What the provider and the file have to do with the gateway around them.</summary>
public sealed class OidcGatewayTests
{
    [Fact]
    public async Task Provider_that_is_down_keeps_the_gateway_from_nothing_but_signing_in_there()
    {
        await using var upstream = await TestUpstream.StartAsync();
        var configuration = Configs.Sample(upstream.Address);
        configuration["TokenGateway"]!["SignIn"] = JsonNode.Parse("""
            { "Oidc": { "Authority": "http://127.0.0.1:1/", "ClientId": "gateway", "ClientSecret": "s3cret", "DisplayName": "Example ID", "RoleMap": { "a": "Users" } } }
            """);
        await using var gateway = await TestGateway.StartAsync(configuration);
        using var traveller = new Traveller();

        using (var edge = gateway.CreateClient())
            (await edge.GetAsync("/status")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await traveller.GoAsync(new Uri(gateway.Management, "/sign-in"));
        traveller.Status.ShouldBe(HttpStatusCode.OK);
        traveller.Text.ShouldContain("Sign in with Example ID");
        await traveller.GoAsync(new Uri(gateway.Management, "/sign-in/oidc"));
        traveller.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        traveller.Text.ShouldContain("Example ID does not respond");
    }

    [Fact]
    public async Task Without_passwords_the_page_has_the_provider_alone_and_the_API_says_so()
    {
        var configuration = Configs.Sample("http://127.0.0.1:1/");
        configuration["TokenGateway"]!["SignIn"] = JsonNode.Parse("""
            { "Password": false, "Oidc": { "Authority": "http://127.0.0.1:1/", "ClientId": "gateway", "ClientSecret": "s3cret", "RoleMap": { "a": "Users" } } }
            """);
        await using var gateway = await TestGateway.StartAsync(configuration);
        using var traveller = new Traveller();

        await traveller.GoAsync(new Uri(gateway.Management, "/sign-in"));
        traveller.Text.ShouldContain("Sign in with 127.0.0.1");
        traveller.Text.ShouldNotContain("password");
        using var body = new StringContent("""{"user":"a","password":"b"}""", Encoding.UTF8, "application/json");
        await traveller.GoAsync(new Uri(gateway.Management, "/api/v1/session"), HttpMethod.Post, body);
        traveller.Status.ShouldBe(HttpStatusCode.NotFound);
        traveller.Text.ShouldContain("SignIn:Password");
    }

    [Fact]
    public async Task Provider_comes_and_goes_with_the_file()
    {
        await using var provider = await OidcServer.StartAsync();
        await provider.PutAsync("late", """{ "preferred_username": "late", "groups": ["staff"] }""");
        var configuration = Configs.Sample("http://127.0.0.1:1/");
        await using var gateway = await TestGateway.StartAsync((JsonObject)configuration.DeepClone());
        var start = new Uri(gateway.Management.ToString().Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "sign-in/oidc");
        using var traveller = new Traveller();
        await traveller.GoAsync(start);
        traveller.Status.ShouldBe(HttpStatusCode.NotFound);

        configuration["Kestrel"] = JsonNode.Parse(await File.ReadAllTextAsync(gateway.ConfigPath))!["Kestrel"]!.DeepClone();
        configuration["TokenGateway"]!["SignIn"] = new JsonObject { ["Oidc"] = provider.Configuration() };
        await gateway.RewriteAsync(configuration);
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                await traveller.GoAsync(start);
                return traveller.Status == HttpStatusCode.OK;
            },
            "the file is loaded");
        await traveller.SignInAsync("late");

        traveller.SessionAt(start).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{ "Authority": "http://login.example.com/", "ClientId": "a", "ClientSecret": "s", "RoleMap": { "a": "Users" } }""", "Oidc:Authority: https is needed")]
    [InlineData("""{ "Authority": "login.example.com", "ClientId": "a", "ClientSecret": "s", "RoleMap": { "a": "Users" } }""", "Oidc:Authority: an address is expected")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientSecret": "s", "RoleMap": { "a": "Users" } }""", "Oidc: \"ClientId\" is missing")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "RoleMap": { "a": "Users" } }""", "exactly one of \"ClientSecret\" and \"ClientSecretFile\"")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s", "ClientSecretFile": "s", "RoleMap": { "a": "Users" } }""", "exactly one of \"ClientSecret\" and \"ClientSecretFile\"")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "ClientSecretFile": "none.txt", "RoleMap": { "a": "Users" } }""", "Oidc:ClientSecretFile: cannot be read")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s" }""", "Oidc:RoleMap: no value of the claim \"groups\" gives a role")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s", "RoleMap": { "a": "Enginers" } }""", "Oidc:RoleMap:a: unknown role \"Enginers\". Did you mean \"Engineers\"?")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s", "RoleMap": { "a": ["Users"] } }""", "Oidc:RoleMap:a:")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s", "RoleMap": { "urn:x": "Users" } }""", "Oidc:RoleMap:urn")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s", "RoleMap": { "a": "Users" }, "RealmClaim": "teams" }""", "\"RealmClaim\" and \"RealmMap\" go together")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s", "RoleMap": { "a": "Users" }, "Scope": ["x"] }""", "Oidc:Scope: unknown key. Did you mean \"Scopes\"?")]
    [InlineData("""{ "ClientId": "a", "RoleMap": { "a": "Users" } }""", "Oidc: \"Authority\" is missing")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s", "RoleMap": { "a": "Users" }, "RoleClaim": "/realm_access/" }""", "Oidc:RoleClaim: a path has a name after each")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s", "RoleMap": { "a": "Users" }, "RoleClaim": "/a~b" }""", "Oidc:RoleClaim: in a path, \"~\" is written ~0")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s", "RoleMap": { "a": "Users" }, "RoleClaim": "iss" }""", "Oidc:RoleClaim: the claim \"iss\" is about the token")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s", "RoleMap": { "a": "Users" }, "RealmClaim": "/aud", "RealmMap": { "a": "red" } }""", "Oidc:RealmClaim: the claim \"aud\" is about the token")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s", "RoleMap": { "a": "Users" }, "UserClaim": "/a/b" }""", "Oidc:UserClaim: the name of a claim is expected")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s", "RoleMap": { "a": "Users" }, "ClaimSeparator": ";" }""", "Oidc:ClaimSeparator: one of None, Space, Comma is expected")]
    [InlineData("""{ "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s", "RoleMap": { "a": "Users" }, "ClientAuthentication": "private_key_jwt" }""", "Oidc:ClientAuthentication: one of client_secret_post, client_secret_basic is expected")]
    public async Task Wrong_file_is_an_error_that_names_the_key_and_the_cure(string oidc, string expected)
    {
        var configuration = Configs.Sample("http://127.0.0.1:1/");
        configuration["TokenGateway"]!["SignIn"] = new JsonObject { ["Oidc"] = JsonNode.Parse(oidc) };
        var folder = Directory.CreateTempSubdirectory("tgw-test-").FullName;
        var file = Path.Combine(folder, "gateway.json");
        await File.WriteAllTextAsync(file, configuration.ToJsonString());

        var check = await Cli.RunAsync("config", "check", "--config", file);

        check.ExitCode.ShouldBe(3);
        check.Error.ShouldContain(expected);
        check.Error.Trim().Split('\n').Length.ShouldBe(1, check.Error);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("realm_access.roles", "/realm_access/roles")]
    [InlineData("resource_access.my.client.roles", "/resource_access/my.client/roles")]
    public async Task Name_that_was_meant_as_a_path_is_a_warning_that_writes_it(string name, string path)
    {
        var configuration = Configs.Sample("http://127.0.0.1:1/");
        configuration["TokenGateway"]!["SignIn"] = JsonNode.Parse($$"""
            { "Oidc": { "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s", "RoleMap": { "a": "Users" }, "RoleClaim": "{{name}}" } }
            """);
        var folder = Directory.CreateTempSubdirectory("tgw-test-").FullName;
        var file = Path.Combine(folder, "gateway.json");
        await File.WriteAllTextAsync(file, configuration.ToJsonString());

        var check = await Cli.RunAsync("config", "check", "--config", file);

        check.ExitCode.ShouldBe(0, check.Error);
        (check.Output + check.Error).ShouldContain($"SignIn:Oidc:RoleClaim: \"{name}\" is read as the name of one claim. For a claim inside another, write the path {path}");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Users_of_a_provider_need_a_store()
    {
        var configuration = Configs.AnyToken("http://127.0.0.1:1/");
        configuration["TokenGateway"]!["Store"] = JsonNode.Parse("""{ "Provider": "None" }""");
        configuration["TokenGateway"]!["SignIn"] = JsonNode.Parse("""{ "Oidc": { "Authority": "https://login.example.com", "ClientId": "a", "ClientSecret": "s3cret", "RoleMap": { "a": "Users" } } }""");
        var folder = Directory.CreateTempSubdirectory("tgw-test-").FullName;
        var file = Path.Combine(folder, "gateway.json");
        await File.WriteAllTextAsync(file, configuration.ToJsonString());

        var check = await Cli.RunAsync("config", "check", "--config", file);

        (check.ExitCode, check.Error.Contains("s3cret", StringComparison.Ordinal)).ShouldBe((3, false));
        check.Error.ShouldContain("need a store");
        Directory.Delete(folder, recursive: true);
    }
}
