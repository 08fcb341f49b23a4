using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>Administrators make, change, stop and delete users; nobody else finds the pages.</summary>
public sealed class UserPagesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task User_is_created_signs_in_is_disabled_and_deleted(bool scripts)
    {
        var id = $"bob/{scripts}";
        await using var window = await portal.SignedInAsync("ada", new BrowserNewContextOptions { JavaScriptEnabled = scripts });
        var page = window.Page;
        await page.GotoAsync("/users");
        await page.ClickAsync("text=New user");
        await page.FillAsync("#id", id);
        await page.FillAsync("#email", $"bob.{scripts}@example.com");
        await page.CheckAsync("input[value=Users]");
        await page.FillAsync("#password", PortalFixture.Password);
        await window.ClickAsync("Create user");
        (await window.TextAsync("[role=status]")).ShouldContain("created");
        var value = (await portal.IssueAsync(id, "bobs")).Value;
        (await portal.GetAsync("/orders", value)).ShouldBe(200);
        await using (var bobs = await portal.SignedInAsync(id))
            (await bobs.TextAsync("h1")).ShouldBe("Tokens");

        await page.ReloadAsync();
        (await window.TextAsync("main")).ShouldContain("stop working within a second: 1.");
        await window.ClickAsync("Disable");
        (await window.TextAsync("h1")).ShouldContain("Disabled");
        (await portal.GetAsync("/orders", value)).ShouldBe(401);
        await window.ClickAsync("Enable");
        (await portal.GetAsync("/orders", value)).ShouldBe(200);

        await page.FillAsync("#confirm", id);
        await window.ClickAsync("Delete user");
        (await window.TextAsync("[role=status]")).ShouldContain("deleted");
        (await portal.GetAsync("/orders", value)).ShouldBe(401);
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Change_is_saved_and_only_what_is_other()
    {
        await portal.AddUserAsync("carl", "Users");
        await using var window = await portal.SignedInAsync("ada");
        var page = window.Page;
        await page.GotoAsync("/users/carl");
        await page.FillAsync("#name", "Carl Example");
        await page.CheckAsync("input[value=Engineers]");
        await page.FillAsync("#realms", "default\nstaging");
        await window.ClickAsync("Save");

        (await window.TextAsync("[role=status]")).ShouldContain("Saved");
        var carl = await UserAsync("carl");
        (carl.Name, string.Join(" ", carl.Roles.Select(role => role.Value).Order()), carl.Realms.ToString(), carl.Email).ShouldBe(("Carl Example", "Engineers Users", "default, staging", null));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_the_field_and_the_rest_is_kept()
    {
        await portal.AddUserAsync("dora", "Users");
        await using var window = await portal.SignedInAsync("ada");
        var page = window.Page;
        await page.GotoAsync("/users/dora");
        await page.FillAsync("#name", "kept");
        await page.FillAsync("#email", "no address");
        await page.UncheckAsync("input[value=Users]");
        await page.FillAsync("#realms", "");
        var answer = await page.RunAndWaitForResponseAsync(() => window.ClickAsync("Save"), response => response.Request.Method == "POST");

        answer.Status.ShouldBe(422);
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("errors");
        (await window.TextAsync("#email-error")).ShouldContain("alice@example.com");
        (await window.TextAsync("#roles-error")).ShouldContain("at least one role");
        (await window.TextAsync("#realms-error")).ShouldContain("at least one realm");
        (await page.InputValueAsync("#name")).ShouldBe("kept");
        (await UserAsync("dora")).Name.ShouldBeNull();
        (await window.InspectAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Passkey_of_a_lost_device_is_removed_and_who_signs_in_elsewhere_is_shown()
    {
        await portal.AddUserAsync("lotte", "Users");
        var lotte = await UserAsync("lotte");
        var entry = new AuditEntry(new AuditActor("cli:tests"), AuditAction.PasskeyAdded, "user:lotte");
        var passkey = new Passkey { Id = "lost", User = lotte.Id, UserNumber = lotte.Number, Handle = "h", Name = "old phone", PublicKey = [1], SignCount = 0, CreatedAt = DateTimeOffset.UtcNow };
        await portal.Gateway.Services.GetRequiredService<IPasskeyStore>().AddAsync(passkey, 20, entry, WriteBasis.None, default);
        var external = new User { Id = UserId.Parse("olga"), Roles = [RoleName.Parse("Users")], Login = new ExternalLogin("https://login.example.com", "subject-7") };
        await portal.Gateway.Services.GetRequiredService<IUserStore>().AddAsync(external, null, entry, WriteBasis.None, default);
        await using var window = await portal.SignedInAsync("ada");
        await window.Page.GotoAsync("/users/lotte");
        (await window.TextAsync(".passkeys")).ShouldContain("old phone");
        (await window.InspectAsync()).ShouldBeEmpty();
        await window.PictureAsync("user-passkeys");

        await window.ClickAsync("Remove passkey old phone");

        (await window.TextAsync("[role=status]")).ShouldContain("passkey is removed");
        (await window.Page.CountAsync(".passkeys")).ShouldBe(0);
        await window.Page.GotoAsync("/users/olga");
        (await window.TextAsync(".facts")).ShouldContain("https://login.example.com");
        (await window.TextAsync(".facts")).ShouldContain("subject-7");
    }

    [Fact]
    public async Task Id_that_is_taken_is_refused_by_the_lifecycle()
    {
        await using var window = await portal.SignedInAsync("ada");
        await window.Page.GotoAsync("/new-user");
        await window.Page.FillAsync("#id", "ERIK");
        await window.Page.CheckAsync("input[value=Users]");
        await window.ClickAsync("Create user");

        (await window.TextAsync("#id-error")).ShouldContain("too similar to user erik");
        (await window.Page.IsCheckedAsync("input[value=Users]")).ShouldBeTrue();
    }

    [Fact]
    public async Task Password_is_set_and_removed_but_not_ones_own()
    {
        await portal.AddUserAsync("fred", "Users");
        await using var window = await portal.SignedInAsync("ada");
        var page = window.Page;
        await page.GotoAsync("/users/fred");
        await page.FillAsync("#password", "short");
        await window.ClickAsync("Set password");
        (await window.TextAsync("#password-error")).ShouldContain("12");
        await page.FillAsync("#password", "another horse battery");
        await window.ClickAsync("Set password");
        (await window.TextAsync("[role=status]")).ShouldContain("password is set");
        await window.ClickAsync("Remove password");
        (await window.TextAsync("main")).ShouldContain("cannot sign in with a password");

        var form = await page.EvaluateAsync<string>("new URLSearchParams({ __RequestVerificationToken: document.querySelector('[name=__RequestVerificationToken]').value, password: 'another horse battery' }).toString()");
        await page.GotoAsync("/users/ada");
        (await page.CountAsync("#password")).ShouldBe(0);
        foreach (var handler in new[] { "Password", "RemovePassword" })
            (await page.EvaluateAsync<int>("async ([form, handler]) => (await fetch('/users/ada?handler=' + handler, { method: 'POST', body: new URLSearchParams(form) })).status", new[] { form, handler })).ShouldBe(422);
    }

    [Fact]
    public async Task Delete_wants_the_id()
    {
        await portal.AddUserAsync("gina", "Users");
        await using var window = await portal.SignedInAsync("ada", new BrowserNewContextOptions { JavaScriptEnabled = false });
        await window.Page.GotoAsync("/users/gina");
        await window.ClickAsync("Delete user");

        (await window.TextAsync("#errors")).ShouldContain("type gina");
        (await UserAsync("gina")).Id.Value.ShouldBe("gina");
    }

    [Fact]
    public async Task List_is_paged()
    {
        for (var i = 0; i < 51; i++)
            await portal.AddUserAsync($"many-{i:00}", "Users");
        await using var window = await portal.SignedInAsync("ada");
        await window.Page.GotoAsync("/users?after=many");
        (await window.Page.CountAsync("tbody tr")).ShouldBe(50);
        await window.Page.ClickAsync("text=Next page");

        (await window.TextAsync("tbody")).ShouldContain("many-50");
        await window.Page.ClickAsync("text=First page");
        await window.Page.ClickAsync("a[aria-label=\"Show tokens of ada\"]");
        new Uri(window.Page.Url).PathAndQuery.ShouldBe("/tokens?owner=ada");
    }

    [Theory]
    [InlineData("/users")]
    [InlineData("/users/uma")]
    [InlineData("/new-user")]
    public async Task Nobody_else_finds_the_pages(string path)
    {
        await using var window = await portal.SignedInAsync("uma");

        (await window.Page.GotoAsync(path))!.Status.ShouldBe(404);
    }

    private async Task<User> UserAsync(string id) =>
        (await portal.Gateway.Users.GetAsync(Actor.Operator("test"), UserId.Parse(id), portal.Gateway.Services.GetRequiredService<IAccessModelSource>().Current, default)).Value!;
}
