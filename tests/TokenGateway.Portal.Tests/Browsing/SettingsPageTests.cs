using Microsoft.Playwright;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>Settings count at once, and the file is never overruled. The sample names all of them but who may create tokens.</summary>
public sealed class SettingsPageTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tokens_are_switched_off_and_on_again(bool scripts)
    {
        var value = (await portal.IssueAsync("uma", "switched")).Value;
        await using var window = await portal.SignedInAsync("ada", new BrowserNewContextOptions { JavaScriptEnabled = scripts });
        await window.Page.GotoAsync("/settings");

        await window.Page.SelectOptionAsync("#enabled", "false");
        await window.ClickAsync("Save");
        (await window.TextAsync("[role=status]")).ShouldContain("in force");
        (await window.TextAsync("#enabled-hint")).ShouldContain("In force: no.");
        (await portal.GetAsync("/orders", value)).ShouldBe(401);

        await window.Page.SelectOptionAsync("#enabled", "");
        await window.ClickAsync("Save");
        (await window.TextAsync("#enabled-hint")).ShouldContain("In force: yes.");
        (await portal.GetAsync("/orders", value)).ShouldBe(200);
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_looser_than_the_file_is_refused_at_the_field()
    {
        await using var window = await portal.SignedInAsync("ada");
        await window.Page.GotoAsync("/settings");
        await window.Page.FillAsync("#maxPerUser", "60");
        await window.Page.SelectOptionAsync("#creators", "Selected");
        var answer = await window.Page.RunAndWaitForResponseAsync(() => window.ClickAsync("Save"), response => response.Request.Method == "POST");

        answer.Status.ShouldBe(422);
        (await window.TextAsync("#maxPerUser-error")).ShouldContain("TokenGateway:Tokens:MaxPerUser");
        (await window.Page.InputValueAsync("#creators")).ShouldBe("Selected");
        (await window.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("errors");
        (await window.InspectAsync()).ShouldBeEmpty();
        await window.Page.GotoAsync("/settings");
        (await window.Page.InputValueAsync("#creators")).ShouldBe("");
    }

    [Theory]
    [InlineData("maxPerUser", "many", "whole number")]
    [InlineData("maxPerUser", "0", "from 1")]
    [InlineData("maxLifetime", "soon", "90d")]
    [InlineData("maxLifetime", "0d", "more than zero")]
    public async Task Value_that_cannot_be_is_refused_at_the_field(string field, string value, string said)
    {
        await using var window = await portal.SignedInAsync("ada");
        await window.Page.GotoAsync("/settings");
        await window.Page.FillAsync("#" + field, value);
        await window.ClickAsync("Save");

        (await window.TextAsync($"#{field}-error")).ShouldContain(said);
    }

    [Fact]
    public async Task Stricter_values_are_set_and_taken_back()
    {
        await using var window = await portal.SignedInAsync("ada");
        await window.Page.GotoAsync("/settings");
        await window.Page.FillAsync("#maxPerUser", "5");
        await window.Page.FillAsync("#maxLifetime", "30");
        await window.ClickAsync("Save");
        (await window.Page.InputValueAsync("#maxLifetime")).ShouldBe("30d");
        await window.Page.GotoAsync("/tokens/new");
        (await window.TextAsync("#expires-hint")).ShouldContain("30 days");
        (await window.TextAsync("main")).ShouldContain("of 5 tokens");

        await window.Page.GotoAsync("/settings");
        await window.Page.FillAsync("#maxPerUser", "");
        await window.Page.FillAsync("#maxLifetime", "");
        await window.ClickAsync("Save");
        (await window.TextAsync("#maxPerUser-hint")).ShouldContain("In force: 50.");
    }

    [Fact]
    public async Task Nobody_else_finds_the_page()
    {
        await using var window = await portal.SignedInAsync("erik");

        (await window.Page.GotoAsync("/settings"))!.Status.ShouldBe(404);
    }
}
