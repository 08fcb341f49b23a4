using TokenGateway.Portal.Tests.Browsing;

namespace TokenGateway.Portal.Tests.Products;

/// <summary>Versio.io: Environment settings, Access management, API token.</summary>
public sealed class VersioStepsTests(ProductPortal.Versio portal) : IClassFixture<ProductPortal.Versio>
{
    private const string Path = "/api-versio.db/1.0/prod/instances";

    [Fact]
    public async Task Token_is_generated_opened_deactivated_activated_and_deleted()
    {
        await using var window = await portal.SignedInAsync("olga");
        var value = await GenerateAsync(window, "report", "instances:read");
        (await portal.GetAsync(Path, "apiToken", value)).ShouldBe(200);

        // "Open the corresponding line to see the token and the assigned permissions."
        await window.FollowAsync("Environment settings");
        await window.FollowAsync("API token");
        await window.FollowAsync("report");
        (await window.TextAsync("main")).ShouldContain("instances:read");
        await window.ClickAsync("Show the value");
        (await window.ValueAsync()).ShouldBe(value);

        await window.FollowAsync("I have copied it: show the token");
        await window.ClickAsync("Deactivate");
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Status).WaitForAsync();
        (await portal.GetAsync(Path, "apiToken", value)).ShouldBe(401);
        await window.ClickAsync("Activate");
        await window.Page.WaitForSelectorAsync("text=Deactivate");
        (await portal.GetAsync(Path, "apiToken", value)).ShouldBe(200);
        await window.ConfirmDeletionAsync("report");
        (await portal.GetAsync(Path, "apiToken", value)).ShouldBe(401);
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Administrator_sees_and_ends_tokens_of_others()
    {
        await using var owner = await portal.SignedInAsync("olga");
        var value = await GenerateAsync(owner, "of olga", "instances:read", "instances:write");
        await using var window = await portal.SignedInAsync("ada");

        await window.FollowAsync("Environment settings");
        await window.FollowAsync("API token");
        await window.FollowAsync("of olga");
        (await window.TextAsync("main")).ShouldContain("instances:read, instances:write");
        (await window.TextAsync("main")).ShouldNotContain("Show the value");
        await window.ClickAsync("Deactivate");
        await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Status).WaitForAsync();
        (await portal.GetAsync(Path, "apiToken", value)).ShouldBe(401);
        await window.ConfirmDeletionAsync("of olga");

        (await owner.Page.GotoAsync("/tokens?q=of+olga"))!.Status.ShouldBe(200);
        (await owner.TextAsync("main")).ShouldNotContain("of olga");
    }

    private static async Task<string> GenerateAsync(Window window, string name, params string[] permissions)
    {
        await window.FollowAsync("Environment settings");
        (await window.TextAsync("main")).ShouldContain("Access management");
        await window.FollowAsync("API token");
        await window.FollowAsync("New API token");
        await window.FillAsync("Name", name);
        await window.Page.GetByLabel("Only these").CheckAsync();
        foreach (var permission in permissions)
            await window.Page.GetByLabel(permission).CheckAsync();
        await window.PictureAsync("versio-new");
        await window.ClickAsync("Generate");
        return await window.CopyAsync();
    }
}
