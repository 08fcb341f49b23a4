using System.Net;
using System.Text.Json.Nodes;
using TokenGateway.Core.Auditing;

namespace TokenGateway.Portal.Tests.Oidc;

/// <summary>Roles and realms from claims as providers send them: inside other claims, under names that are addresses, as one text.</summary>
public sealed class OidcClaimTests
{
    public sealed class Nested(Nested.Fixture oidc) : IClassFixture<Nested.Fixture>
    {
        [Theory]
        [InlineData("userinfo")]
        [InlineData("id_token")]
        public async Task Roles_and_realms_are_found_inside_other_claims(string source)
        {
            const string Sent = """
                {
                  "preferred_username": "nested-SOURCE",
                  "realm_access": { "roles": ["offline_access", "builders"] },
                  "resource_access": { "my.client": { "realms": ["red", "x"] }, "other": { "realms": ["all"] } }
                }
                """;
            var claims = Sent.Replace("SOURCE", source, StringComparison.Ordinal);
            await oidc.Provider.PutAsync("nested-" + source, source == "userinfo" ? claims : "{}", source == "userinfo" ? null : claims);

            using var traveller = await oidc.SignInAsync("nested-" + source);

            traveller.Status.ShouldBe(HttpStatusCode.OK, traveller.Text);
            var user = (await oidc.UserAsync("nested-" + source))!;
            user.Roles.Select(role => role.Value).ShouldBe(["Engineers"]);
            user.Realms.Texts.ShouldBe(["red"]);
        }

        [Fact]
        public async Task Claim_of_the_whole_name_wins_over_the_path()
        {
            await oidc.Provider.PutAsync("literal", """{ "preferred_username": "literal", "/realm_access/roles": ["staff"], "realm_access": { "roles": ["admins"] } }""");

            using var traveller = await oidc.SignInAsync("literal");

            (await oidc.UserAsync("literal"))!.Roles.Single().Value.ShouldBe("Users");
        }

        [Theory]
        [InlineData("""{ "groups": ["admins"], "realm_access.roles": ["admins"] }""", "sent no value of the claim /realm_access/roles")]
        [InlineData("""{ "realm_access": { "roles": { "admins": true } } }""", "the claim /realm_access/roles is an object")]
        [InlineData("""{ "realm_access": { "roles": ["admins", ["x"]] } }""", "the claim /realm_access/roles is a list with a list in it")]
        [InlineData("""{ "realm_access": ["admins"] }""", "the claim /realm_access/roles has a list where its path goes on")]
        [InlineData("""{ "realm_access": { "roles": ["admins"] }, "resource_access": { "my.client": { "realms": { "all": 1 } } } }""", "the claim /resource_access/my.client/realms is an object")]
        public async Task Claim_of_another_shape_lets_nobody_in(string claims, string said)
        {
            await oidc.Provider.PutAsync("shape", claims);

            using var traveller = await oidc.SignInAsync("shape");

            traveller.Status.ShouldBe(HttpStatusCode.Forbidden);
            traveller.Text.ShouldContain(said);
            traveller.SessionAt(oidc.Portal).ShouldBeNull();
            (await oidc.UserAsync("shape")).ShouldBeNull();
        }

        [Fact]
        public async Task Shape_that_changes_leaves_a_known_user_as_it_was()
        {
            await oidc.Provider.PutAsync("known", """{ "preferred_username": "known", "realm_access": { "roles": ["builders"] }, "resource_access": { "my.client": { "realms": ["red"] } } }""");
            using (await oidc.SignInAsync("known"))
            {
            }

            await oidc.Provider.PutAsync("known", """{ "preferred_username": "known", "realm_access": { "roles": ["staff"] }, "resource_access": { "my.client": ["red"] } }""");
            using var traveller = await oidc.SignInAsync("known");

            traveller.Status.ShouldBe(HttpStatusCode.Forbidden);
            var user = (await oidc.UserAsync("known"))!;
            (user.Roles.Single().Value, string.Join(',', user.Realms.Texts)).ShouldBe(("Engineers", "red"));
            (await oidc.RecordsAsync("known"))[0].Action.ShouldBe(AuditAction.SessionRefused);
        }

        [Fact]
        public async Task Refusal_shows_long_values_in_short()
        {
            var value = new string('x', 20_000);
            await oidc.Provider.PutAsync("long", $$"""{ "realm_access": { "roles": ["{{value}}"] } }""");

            using var traveller = await oidc.SignInAsync("long");

            traveller.Status.ShouldBe(HttpStatusCode.Forbidden);
            traveller.Text.ShouldContain(value[..200] + "&#x2026;");
            traveller.Text.ShouldNotContain(value[..201]);
        }

        public sealed class Fixture : OidcFixture
        {
            protected override JsonObject Shape(JsonObject oidc)
            {
                (oidc["RoleClaim"], oidc["RealmClaim"]) = ("/realm_access/roles", "/resource_access/my.client/realms");
                return oidc;
            }
        }
    }

    public sealed class Named(Named.Fixture oidc) : IClassFixture<Named.Fixture>
    {
        [Theory]
        [InlineData("list", """["builders", "x"]""", "Engineers")]
        [InlineData("text", "\"builders\"", "Engineers")]
        [InlineData("texts", "\"builders, staff\"", "Engineers Users")]
        [InlineData("element", """["staff", "not,admins"]""", "Users")]
        public async Task Name_that_is_an_address_is_a_name(string login, string value, string roles)
        {
            await oidc.Provider.PutAsync(login, $$"""{ "preferred_username": "{{login}}", "https://example.com/roles": {{value}} }""");

            using var traveller = await oidc.SignInAsync(login);

            traveller.Status.ShouldBe(HttpStatusCode.OK, traveller.Text);
            string.Join(' ', (await oidc.UserAsync(login))!.Roles).ShouldBe(roles);
        }

        public sealed class Fixture : OidcFixture
        {
            protected override JsonObject Shape(JsonObject oidc)
            {
                (oidc["RoleClaim"], oidc["ClaimSeparator"]) = ("https://example.com/roles", "Comma");
                oidc.Remove("RealmClaim");
                oidc.Remove("RealmMap");
                return oidc;
            }
        }
    }

    public sealed class ByAddress(ByAddress.Fixture oidc) : IClassFixture<ByAddress.Fixture>
    {
        [Theory]
        [InlineData("true", HttpStatusCode.OK)]
        [InlineData("false", HttpStatusCode.Forbidden)]
        [InlineData("null", HttpStatusCode.Forbidden)]
        public async Task Email_address_gives_a_role_only_if_it_is_verified(string verified, HttpStatusCode expected)
        {
            await oidc.Provider.PutAsync("by-email", $$"""{ "email": "boss@example.com", "email_verified": {{verified}} }""");

            using var traveller = await oidc.SignInAsync("by-email");

            traveller.Status.ShouldBe(expected);
        }

        public sealed class Fixture : OidcFixture
        {
            protected override JsonObject Shape(JsonObject oidc)
            {
                (oidc["RoleClaim"], oidc["RoleMap"]) = ("email", new JsonObject { ["boss@example.com"] = "Administrators" });
                return oidc;
            }
        }
    }
}
