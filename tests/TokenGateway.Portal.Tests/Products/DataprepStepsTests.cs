using TokenGateway.Portal.Tests.Browsing;

namespace TokenGateway.Portal.Tests.Products;

/// <summary>Dataprep: Preferences, Access Tokens, Generate New Token.</summary>
public sealed class DataprepStepsTests(ProductPortal.Dataprep portal) : IClassFixture<ProductPortal.Dataprep>
{
    [Theory]
    [InlineData("-1", "Never")]
    [InlineData("120", "in 4 months")]
    public async Task Token_is_generated_copied_and_deleted(string days, string shown)
    {
        var description = "pipeline of " + days;
        await using var window = await portal.SignedInAsync("ada");
        await window.FollowAsync("Preferences");
        await window.FollowAsync("Access Tokens");
        await window.FollowAsync("Generate New Token");
        await window.FillAsync("Lifetime (days)", days);
        await window.FillAsync("Description", description);
        await window.PictureAsync("dataprep-new");
        await ConfirmAllAsync(window);
        await window.ClickAsync("Generate");
        var value = await window.CopyAsync();
        (await portal.GetAsync("/v4/flows", "Bearer", value)).ShouldBe(200);

        await window.Page.GotoAsync("/tokens");
        (await window.TextAsync($"tr:has-text('{description}')")).ShouldContain(shown);
        await window.Page.ClickAsync($"tr:has-text('{description}') summary");
        await window.FollowAsync("Delete Token...");
        await window.ConfirmDeletionAsync(description);

        (await portal.GetAsync("/v4/flows", "Bearer", value)).ShouldBe(401);
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lifetime_that_is_no_number_is_told_at_its_field()
    {
        await using var window = await portal.SignedInAsync("ada");
        await window.Page.GotoAsync("/tokens/new");
        await window.FillAsync("Lifetime (days)", "soon");
        await window.ClickAsync("Generate");

        (await window.TextAsync("#days-error")).ShouldBe("Enter a number of days, such as 45.");
        (await window.Page.InputValueAsync("#days")).ShouldBe("soon");
    }

    // An administrator's role has every permission, which is asked once more.
    internal static async Task ConfirmAllAsync(Window window)
    {
        await window.Page.CheckAsync("input[name=all]");
    }
}
