using System.Globalization;

namespace TokenGateway.Portal.Tests.Products;

/// <summary>Gcore: Profile, API tokens, Create token.</summary>
public sealed class GcoreStepsTests(ProductPortal.Gcore portal) : IClassFixture<ProductPortal.Gcore>
{
    [Fact]
    public async Task Token_is_created_with_a_role_and_an_end_and_copied()
    {
        await using var window = await portal.SignedInAsync("erik");
        await window.FollowAsync("Profile");
        await window.FollowAsync("API tokens");
        await window.FollowAsync("Create token");
        (await window.TextAsync("main")).ShouldContain("0 of 50 tokens of the account in use");
        await window.FillAsync("Name", "deploy");
        await window.Page.SelectOptionAsync("#role", "Engineers");
        await window.Page.SelectOptionAsync("#expires", "until");
        await window.FillAsync("Date and time", DateTime.UtcNow.AddDays(20).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
        await window.PictureAsync("gcore-new");
        await window.ClickAsync("Create");
        var value = await window.CopyAsync();
        (await portal.GetAsync("/cloud/v1/instances", "APIKey", value)).ShouldBe(200);

        await window.Page.GotoAsync("/tokens");
        (await window.TextAsync("tr:has-text('deploy')")).ShouldContain("Engineers");
        await window.FollowAsync("Create token");
        (await window.TextAsync("main")).ShouldContain("1 of 50 tokens of the account in use");
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Role_above_the_callers_is_not_offered()
    {
        await using var window = await portal.SignedInAsync("erik");
        await window.Page.GotoAsync("/tokens/new");

        (await window.Page.Locator("#role option").AllInnerTextsAsync()).ShouldBe(["Users", "Engineers"], ignoreOrder: true);
    }
}
