using System.Net;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Portal.Tests.Oidc;

/// <summary>Who gets in over an identity provider, as whom, and with what.</summary>
public sealed class OidcSignInTests(OidcFixture oidc) : IClassFixture<OidcFixture>
{
    [Fact]
    public async Task First_sign_in_makes_the_user_with_roles_and_realms_of_the_claims()
    {
        await oidc.Provider.PutAsync("s-1", """{ "preferred_username": "nina", "name": "Nina N", "email": "nina@example.com", "email_verified": true, "groups": ["other", "staff", "builders"], "teams": ["red", "green"] }""");

        using var nina = await oidc.SignInAsync("s-1", "?returnUrl=/access");

        (nina.Status, nina.At).ShouldBe((HttpStatusCode.OK, new Uri(oidc.Portal, "/access")));
        var user = (await oidc.UserAsync("nina"))!;
        user.Login.ShouldBe(new ExternalLogin(oidc.Provider.Issuer.OriginalString, "s-1"));
        (user.Email, user.Name).ShouldBe(("nina@example.com", "Nina N"));
        user.Roles.Select(role => role.Value).ShouldBe(["Engineers", "Users"]);
        user.Realms.Texts.ShouldBe(["red"]);
        var made = (await oidc.RecordsAsync("nina")).Single(record => record.Action == AuditAction.UserCreated);
        made.Actor.Name.ShouldBe("oidc");
        made.After!.ShouldContain("\"subject\":\"s-1\"");
    }

    [Fact]
    public async Task Roles_are_those_of_the_latest_sign_in_and_tokens_lose_with_them()
    {
        await oidc.Provider.PutAsync("s-2", """{ "preferred_username": "rolf", "groups": ["builders"], "teams": ["red", "blue"] }""");
        using (await oidc.SignInAsync("s-2"))
        {
        }

        var token = (await oidc.Gateway.Tokens.IssueAsync(
            Actor.Operator("test"), new IssueRequest { Owner = UserId.Parse("rolf"), Name = "t", Realm = Realm.Parse("red") }, oidc.Model, default)).Value!;
        (await WriteAsync(token.Value)).ShouldBe(HttpStatusCode.OK);

        await oidc.Provider.PutAsync("s-2", """{ "preferred_username": "another", "groups": ["staff"], "teams": ["red"] }""");
        using var rolf = await oidc.SignInAsync("s-2");

        rolf.Status.ShouldBe(HttpStatusCode.OK);
        (await oidc.UserAsync("another")).ShouldBeNull();
        var user = (await oidc.UserAsync("rolf"))!;
        user.Roles.Select(role => role.Value).ShouldBe(["Users"]);
        user.Realms.Texts.ShouldBe(["red"]);
        (await WriteAsync(token.Value)).ShouldBe(HttpStatusCode.Forbidden);
        var lowered = (await oidc.RecordsAsync("rolf")).Single(record => record.Action == AuditAction.UserRolesChanged);
        (lowered.Actor.Name, lowered.Before, lowered.After).ShouldBe(("oidc", """{"roles":["Engineers"]}""", """{"roles":["Users"]}"""));
    }

    [Fact]
    public async Task Without_a_mapped_role_nobody_gets_in_and_the_page_names_the_claims_values()
    {
        await oidc.Provider.PutAsync("s-3", """{ "preferred_username": "nora", "groups": ["<img src=x>", "Staff"] }""");

        using var nora = await oidc.SignInAsync("s-3");

        nora.Status.ShouldBe(HttpStatusCode.Forbidden);
        nora.Text.ShouldContain("SignIn:Oidc:RoleMap");
        nora.Text.ShouldContain("&lt;img src=x&gt;");
        nora.Text.ShouldContain("<code>Staff</code>");
        nora.Text.ShouldNotContain("Administrators");
        nora.SessionAt(oidc.Portal).ShouldBeNull();
        (await oidc.UserAsync("nora")).ShouldBeNull();
    }

    [Fact]
    public async Task Lost_access_leaves_the_user_and_its_tokens_as_they_are()
    {
        await oidc.Provider.PutAsync("s-4", """{ "preferred_username": "lea", "groups": ["builders"], "teams": ["red"] }""");
        using (await oidc.SignInAsync("s-4"))
        {
        }

        await oidc.Provider.PutAsync("s-4", """{ "preferred_username": "lea" }""");
        using var lea = await oidc.SignInAsync("s-4");

        lea.Status.ShouldBe(HttpStatusCode.Forbidden);
        (await oidc.UserAsync("lea"))!.Roles.Single().Value.ShouldBe("Engineers");
        (await oidc.RecordsAsync("lea"))[0].After!.ShouldContain("no_role");
    }

    [Theory]
    [InlineData("kim", "kim")]
    [InlineData("Kit", "kit")]
    public async Task Existing_id_is_never_taken_over(string claimed, string existing)
    {
        await oidc.AddUserAsync(existing, "Users");
        await oidc.Provider.PutAsync("s-5-" + claimed, $$"""{ "preferred_username": "{{claimed}}", "groups": ["admins"] }""");

        using var thief = await oidc.SignInAsync("s-5-" + claimed);

        thief.Status.ShouldBe(HttpStatusCode.Forbidden);
        thief.Text.ShouldContain($"user id {claimed}");
        thief.SessionAt(oidc.Portal).ShouldBeNull();
        var user = (await oidc.UserAsync(existing))!;
        (user.Login, user.Roles.Single().Value).ShouldBe((null, "Users"));
        var record = (await oidc.RecordsAsync(claimed))[0];
        (record.Action, record.Actor.Name).ShouldBe((AuditAction.SessionRefused, "oidc"));
        record.After!.ShouldContain("id_taken");
    }

    [Fact]
    public async Task Same_id_claimed_by_another_subject_is_refused()
    {
        await oidc.Provider.PutAsync("s-6a", """{ "preferred_username": "olga", "groups": ["staff"] }""");
        await oidc.Provider.PutAsync("s-6b", """{ "preferred_username": "olga", "groups": ["admins"] }""");
        using (await oidc.SignInAsync("s-6a"))
        {
        }

        using var other = await oidc.SignInAsync("s-6b");

        other.Status.ShouldBe(HttpStatusCode.Forbidden);
        (await oidc.UserAsync("olga"))!.Roles.Single().Value.ShouldBe("Users");
    }

    [Fact]
    public async Task Same_email_address_of_another_subject_takes_nothing_over()
    {
        await oidc.AddUserAsync("boss", "Administrators", "boss@example.com");
        await oidc.Provider.PutAsync("s-7", """{ "preferred_username": "mallory", "email": "boss@example.com", "email_verified": true, "groups": ["staff"] }""");

        using var mallory = await oidc.SignInAsync("s-7");

        mallory.Status.ShouldBe(HttpStatusCode.Forbidden);
        mallory.Text.ShouldContain("boss@example.com");
        mallory.Text.ShouldNotContain("user boss");
        (await oidc.UserAsync("mallory")).ShouldBeNull();
    }

    [Fact]
    public async Task Email_address_that_the_provider_did_not_verify_is_nobodys()
    {
        await oidc.Provider.PutAsync("s-8", """{ "preferred_username": "una", "email": "ceo@example.com", "email_verified": false, "groups": ["staff"] }""");

        using var una = await oidc.SignInAsync("s-8");

        una.Status.ShouldBe(HttpStatusCode.OK);
        (await oidc.UserAsync("una"))!.Email.ShouldBeNull();
    }

    [Fact]
    public async Task Address_of_the_token_is_not_verified_by_what_userinfo_says_of_another()
    {
        await oidc.Provider.PutAsync(
            "s-8b", """{ "preferred_username": "uwe", "email": "uwe@example.com", "email_verified": true, "groups": ["staff"] }""", """{ "email": "ceo@example.com" }""");

        using var uwe = await oidc.SignInAsync("s-8b");

        (await oidc.UserAsync("uwe"))!.Email.ShouldBe("uwe@example.com");
    }

    [Fact]
    public async Task New_address_that_is_anothers_keeps_nobody_out_and_is_not_taken()
    {
        await oidc.AddUserAsync("first", "Users", "first@example.com");
        await oidc.Provider.PutAsync("s-9", """{ "preferred_username": "pia", "email": "pia@example.com", "email_verified": true, "groups": ["staff"] }""");
        using (await oidc.SignInAsync("s-9"))
        {
        }

        await oidc.Provider.PutAsync("s-9", """{ "preferred_username": "pia", "name": "Pia", "email": "first@example.com", "email_verified": true, "groups": ["staff"] }""");
        using var pia = await oidc.SignInAsync("s-9");

        pia.Status.ShouldBe(HttpStatusCode.OK);
        var user = (await oidc.UserAsync("pia"))!;
        (user.Email, user.Name).ShouldBe(("pia@example.com", "Pia"));
    }

    [Fact]
    public async Task Id_of_a_deleted_administrator_goes_to_nobody_who_has_less()
    {
        await oidc.AddUserAsync("root", "Administrators");
        await oidc.Gateway.Users.DeleteAsync(Actor.Operator("test"), UserId.Parse("root"), oidc.Model, default);
        await oidc.Provider.PutAsync("s-10", """{ "preferred_username": "root", "groups": ["staff"] }""");

        using var thief = await oidc.SignInAsync("s-10");

        thief.Status.ShouldBe(HttpStatusCode.Forbidden);
        (await oidc.UserAsync("root")).ShouldBeNull();
    }

    [Fact]
    public async Task Disabled_user_stays_out_and_signed_out()
    {
        await oidc.Provider.PutAsync("s-11", """{ "preferred_username": "dirk", "groups": ["staff"] }""");
        using var before = await oidc.SignInAsync("s-11");
        await oidc.Gateway.Users.SetDisabledAsync(Actor.Operator("test"), UserId.Parse("dirk"), true, oidc.Model, default);

        using var dirk = await oidc.SignInAsync("s-11");
        dirk.Status.ShouldBe(HttpStatusCode.Forbidden);
        dirk.Text.ShouldContain("disabled");
        dirk.SessionAt(oidc.Portal).ShouldBeNull();

        (await before.SendOnceAsync(new Uri(oidc.Portal, "/tokens"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Id_is_the_verified_address_or_the_subject_where_there_is_no_better()
    {
        await oidc.Provider.PutAsync("s-12a", """{ "preferred_username": " no, id ", "email": "tom@example.com", "email_verified": true, "groups": ["staff"] }""");
        await oidc.Provider.PutAsync("s-12b", """{ "email": "tim@example.com", "groups": ["staff"] }""");
        using (await oidc.SignInAsync("s-12a"))
        using (await oidc.SignInAsync("s-12b"))
        {
        }

        (await oidc.UserAsync("tom@example.com"))!.Login!.Subject.ShouldBe("s-12a");
        (await oidc.UserAsync("s-12b"))!.Email.ShouldBeNull();
    }

    [Fact]
    public async Task Who_signs_in_at_a_provider_gets_no_password()
    {
        await oidc.Provider.PutAsync("s-13", """{ "preferred_username": "per", "groups": ["staff"] }""");
        using (await oidc.SignInAsync("s-13"))
        {
        }

        var result = await oidc.Gateway.Users.SetPasswordHashAsync(Actor.Operator("test"), UserId.Parse("per"), "a hash", oidc.Model, default);

        result.Error!.Code.ShouldBe(Core.Refusals.RefusalCode.SignsInAtProvider);
    }

    [Theory]
    [InlineData("/%09/evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    public async Task Nobody_is_sent_to_another_host(string returnUrl)
    {
        await oidc.Provider.PutAsync("s-14", """{ "preferred_username": "ron", "groups": ["staff"] }""");

        using var ron = await oidc.SignInAsync("s-14", "?returnUrl=" + returnUrl);

        ron.At.ShouldBe(new Uri(oidc.Portal, "/tokens"));
    }

    private async Task<HttpStatusCode> WriteAsync(string token)
    {
        using var client = oidc.Gateway.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders/1");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
