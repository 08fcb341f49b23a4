using System.Text.Json.Nodes;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Sessions;

/// <summary>The first administrator, declared in the configuration.</summary>
public sealed class BootstrapTests : IDisposable
{
    private const string Value = "Zq7-kept-in-a-vault-91xWm";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgw-secrets-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("None")]
    public async Task Password_in_a_file_opens_sessions_and_the_token_works_on_the_edge(string provider)
    {
        await using var all = await StartAsync(provider);
        using var browser = await all.SignedInAsync("admin");

        (await browser.ShowAsync()).Body!["manages"]!.AsArray().Count.ShouldBe(5);
        var me = RawAnswer.Parse(await Raw.SendAsync(all.Gateway.Edge, RawRequest.Of("GET", "/.tokengateway/me", "Authorization: Bearer " + Value)));
        me.Status.ShouldBe(200);
        me.Body.ShouldContain("static:bootstrap");
        (await browser.SignInAsync("admin", "another password")).Status.ShouldBe(401);
        (await browser.SignOutAsync()).Status.ShouldBe(204);
        (await browser.ShowAsync()).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Token_manages_what_the_role_manages_and_cannot_be_deleted()
    {
        await using var all = await StartAsync();
        var model = all.Gateway.State.Current.Access;
        model.TryFindDeclared(TokenDigest.Of(Value), out var token).ShouldBeTrue();

        Core.Lifecycle.Actor.Bearer(token!).Rights.ShouldBe(
            Core.Access.ManagementRights.Own | Core.Access.ManagementRights.Tokens | Core.Access.ManagementRights.Users | Core.Access.ManagementRights.Settings | Core.Access.ManagementRights.Audit);
        (await all.Gateway.CliAsync("token", "delete", "static:bootstrap")).Error.ShouldContain("(declared_in_file)");
        (await all.Gateway.CliAsync("user", "delete", "admin")).Error.ShouldContain("(declared_in_file)");
    }

    [Fact]
    public async Task Token_makes_administrators_with_every_realm()
    {
        await using var all = await StartAsync();
        using var client = all.Gateway.Api(Value);

        (await client.PostAsync("/users", """{ "id": "adam", "roles": ["Administrators"], "realms": ["*"] }""")).Status.ShouldBe(201);

        // A token created at run time has only its own realm, and creates none.
        var token = (await all.Gateway.IssueAsync("adam", "Administrators", request => request with { Manages = Core.Access.ManagementRights.Users | Core.Access.ManagementRights.Tokens | Core.Access.ManagementRights.Settings | Core.Access.ManagementRights.Audit })).Value;
        using var other = all.Gateway.Api(token);
        (await other.PostAsync("/users", """{ "id": "eva", "roles": ["Administrators"] }""")).Code.ShouldBe("realm_not_held");
        (await other.PostAsync("/users", """{ "id": "eva", "roles": ["Users"], "realms": ["*"] }""")).Code.ShouldBe("realm_not_held");
        (await other.PostAsync("/users", """{ "id": "eva", "roles": ["Users"] }""")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Other_password_in_the_file_ends_sessions_and_other_changes_do_not()
    {
        await using var all = await StartAsync();
        using var browser = await all.SignedInAsync("admin");
        var generation = all.Gateway.State.Current.GenerationId;
        var configuration = JsonNode.Parse(await File.ReadAllTextAsync(all.Gateway.ConfigPath))!.AsObject();

        configuration["TokenGateway"]!["Tokens"] = JsonNode.Parse("""{ "MaxPerUser": 7 }""");
        await all.Gateway.RewriteAsync(configuration);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(all.Gateway.State.Current.GenerationId != generation), "the file is taken");
        (await browser.ShowAsync()).Status.ShouldBe(200);

        await File.WriteAllTextAsync(At("password"), "another long password");
        configuration["TokenGateway"]!["Tokens"] = JsonNode.Parse("""{ "MaxPerUser": 8 }""");
        await all.Gateway.RewriteAsync(configuration);
        await Eventually.BecomesTrueAsync(async () => (await browser.ShowAsync()).Status == 401, "the session has ended");
        (await browser.SignInAsync("admin", "another long password")).Status.ShouldBe(201);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private async Task<SignInGateway> StartAsync(string provider = "Sqlite")
    {
        await File.WriteAllTextAsync(At("password"), SignInGateway.Password + "\n");
        await File.WriteAllTextAsync(At("token"), Value + "\n");
        var store = provider == "None" ? """{ "Provider": "None" }""" : "{ \"Provider\": \"Sqlite\" }";
        return await SignInGateway.StartAsync($$"""
            { "Store": {{store}},
              "Bootstrap": { "User": "admin", "Role": "Administrators", "TokenFile": "{{At("token")}}", "PasswordFile": "{{At("password")}}" } }
            """);
    }
}
