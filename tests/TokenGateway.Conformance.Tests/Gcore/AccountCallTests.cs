using System.Text.Json.Nodes;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Conformance.Tests.Gcore;

/// <summary>The calls about the account and the user, and what roles may do.</summary>
public sealed class AccountCallTests(GcoreSample sample) : IClassFixture<GcoreSample>
{
    private readonly DialectGateway _gateway = sample.Gateway;

    [Fact]
    [Promise("Gcore", "`GET /iam/clients/me` returns `id`, `email`, `status` and `currentUser`.", "with all other members that clients read, as far as the gateway knows them")]
    public async Task Account_of_the_caller()
    {
        var key = await sample.KeyAsync("edda", "Engineers");

        var account = (await _gateway.SendAsAsync(key, "GET", "/iam/clients/me")).Json;

        ((int)account["id"]!).ShouldBe(456);
        account["email"]!.ToString().ShouldBe("edda@example.com");
        account["status"]!.ToString().ShouldBe("active");
        ((long)account["currentUser"]!).ShouldBe((long)(await _gateway.SendAsAsync(key, "GET", "/iam/users/me")).Json["id"]!);
        account.AsObject().Select(one => one.Key).Order(StringComparer.Ordinal).ShouldBe(
            ["bill_type", "capabilities", "companyName", "currentUser", "deleted", "email", "freeFeatures", "has_active_admin", "id", "is_test", "name",
             "paidFeatures", "serviceStatuses", "status", "users"]);
        account["serviceStatuses"]!.AsObject().Select(one => one.Key).ShouldBe(["CDN", "CLOUD", "DDOS", "DNS", "STORAGE", "STREAMING"]);
    }

    [Fact]
    public async Task User_who_calls()
    {
        await _gateway.AddUserAsync("john", "Users", "John Doe");
        var key = await sample.KeyAsync("john", "Users");

        var user = (await _gateway.SendAsAsync(key, "GET", "/iam/users/me")).Json;

        JsonNode.DeepEquals(user, JsonNode.Parse($$"""
            {"id":{{user["id"]}},"name":"John Doe","email":"john@example.com","lang":"en","phone":null,"company":"","deleted":false,"client":456,
             "groups":[{"id":2,"name":"Users"}],"two_fa":false,"is_active":true}
            """)).ShouldBeTrue(user.ToJsonString());
    }

    [Theory]
    [InlineData("Users", 200, 403, 403, 403)]
    [InlineData("Engineers", 200, 200, 403, 403)]
    [InlineData("Administrators", 200, 200, 200, 200)]
    [Promise("Gcore", "Roles: Administrators have all rights, Engineers no billing and no user management, Users read and limited write.", "the sample's policies, by role and permission")]
    public async Task Roles_open_what_they_are_for(string role, int read, int write, int billing, int users)
    {
        var key = "APIKey " + (await _gateway.IssueAsync(role.ToLowerInvariant(), role)).Value;

        (await _gateway.SendAsAsync(key, "GET", "/cloud/v1/projects")).Status.ShouldBe(read);
        (await _gateway.SendAsAsync(key, "POST", "/cloud/v1/projects", "{}")).Status.ShouldBe(write);
        (await _gateway.SendAsAsync(key, "GET", "/billing/v1/invoices")).Status.ShouldBe(billing);
        (await _gateway.SendAsAsync(key, "GET", "/iam/users/all")).Status.ShouldBe(users);
    }

    [Fact]
    [Promise("Gcore", "Tokens remain valid when single sign-on access is lost.", "a token does not depend on how its owner signs in, and still works when the owner cannot")]
    public async Task Token_outlives_its_owners_way_to_sign_in()
    {
        var user = await _gateway.AddUserAsync("sam", "Users", password: "correct horse battery");
        var token = await _gateway.IssueAsync("sam", "Users");
        await _gateway.SignInAsync("sam", "correct horse battery");

        (await _gateway.Gateway.Users.SetPasswordHashAsync(Actor.Operator("test"), user.Id, null, _gateway.Gateway.State.Current.Access, CancellationToken.None)).Succeeded.ShouldBeTrue();

        (await _gateway.ManageAsync("POST", "/api/v1/session", """{ "user": "sam", "password": "correct horse battery" }""")).Status.ShouldBe(401);
        (await _gateway.SendAsAsync($"APIKey {token.Value}", "GET", "/cloud/v1/projects")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Another_role_is_numbered_by_the_file_or_behind_all_others()
    {
        await using var own = await DialectGateway.StartAsync("gcore", all =>
        {
            all["TokenGateway"]!["Roles"]!["Zebras"] = JsonNode.Parse("""{ "Rank": 5 }""");
            all["TokenGateway"]!["Roles"]!["Auditors"] = JsonNode.Parse("""{ "Rank": 6 }""");
            all["TokenGateway"]!["Roles"]!["Buyers"] = JsonNode.Parse("""{ "Rank": 7, "Id": 7 }""");
        });
        foreach (var (role, id) in new[] { ("Zebras", 1000), ("Auditors", 1001), ("Buyers", 7) })
        {
            var key = "APIKey " + (await own.IssueAsync(role, role, wish => wish with { Manages = ManagementRights.Own })).Value;
            ((int)(await own.SendAsAsync(key, "GET", "/iam/users/me")).Json["groups"]![0]!["id"]!).ShouldBe(id);
        }
    }
}
