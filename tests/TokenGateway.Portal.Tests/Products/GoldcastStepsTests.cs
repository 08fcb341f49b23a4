namespace TokenGateway.Portal.Tests.Products;

/// <summary>Goldcast: Settings, Tokens, Create New Token.</summary>
public sealed class GoldcastStepsTests(ProductPortal.Goldcast portal) : IClassFixture<ProductPortal.Goldcast>
{
    [Fact]
    public async Task Token_is_created_copied_and_deleted()
    {
        await using var window = await portal.SignedInAsync("ada");
        await window.FollowAsync("Settings");
        await window.FollowAsync("Tokens");
        await window.FollowAsync("Create New Token");
        await window.FillAsync("Name", "webinars");
        await window.PictureAsync("goldcast-new");
        await window.ClickAsync("Generate");
        var value = await window.CopyAsync();
        (await portal.GetAsync("/event/42", "Token", value)).ShouldBe(200);

        // The delete icon, and a confirmation.
        await window.Page.GotoAsync("/tokens");
        await window.PictureAsync("goldcast-list");
        await window.FollowAsync("Delete webinars");
        await window.ConfirmDeletionAsync("webinars");

        (await portal.GetAsync("/event/42", "Token", value)).ShouldBe(401);
        window.Complaints.ShouldBeEmpty();
    }
}
