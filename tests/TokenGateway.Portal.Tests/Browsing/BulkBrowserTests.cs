using Microsoft.Playwright;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>Many tokens at once in a real browser.</summary>
public sealed class BulkBrowserTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [MemberData(nameof(PageTests.Looks), MemberType = typeof(PageTests))]
    public async Task Nothing_keeps_anybody_out(string name, ColorScheme scheme, ForcedColors forced)
    {
        await portal.IssueAsync("erik", $"{name} a name that is rather long for a screen as small as this one");
        await portal.IssueAsync("erik", $"{name} two");
        await using var window = await portal.SignedInAsync("ada", new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ForcedColors = forced,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new ViewportSize { Width = 360, Height = 740 },
        });
        await window.Page.GotoAsync($"/tokens?q={name}");
        await LookAsync(window, $"list-{name}");
        await window.Page.SelectOptionAsync("select[name=scope]", "all");
        await window.ClickAsync("Delete…");
        await window.Page.ArriveAsync("/tokens/bulk/");
        await LookAsync(window, $"preview-{name}");
        (await window.Page.IsDisabledAsync("button[data-variant=danger]")).ShouldBeTrue();
        await window.Page.FillAsync("input[name=count]", "2");
        await window.Page.ClickAsync("button[data-variant=danger]");
        await window.Page.ArriveAsync("/tokens/bulk/results/");
        await LookAsync(window, $"results-{name}");

        (await window.TextAsync("dl.facts")).ShouldContain("Done");
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Works_without_scripts()
    {
        var (ticked, other) = (await portal.IssueAsync("uma", "plain one"), await portal.IssueAsync("uma", "plain two"));
        await using var window = await portal.SignedInAsync("uma", new BrowserNewContextOptions { JavaScriptEnabled = false });
        await window.Page.GotoAsync("/tokens");
        await window.Page.CheckAsync($"input[name=id][value='{ticked.Token.Id}']");
        await window.ClickAsync("Deactivate…");
        (await window.TextAsync("h1")).ShouldBe("Deactivate tokens: 1");
        await window.ClickAsync("Deactivate");
        (await window.TextAsync("dl.facts")).ShouldContain("Done");
        await window.Page.GotoAsync("/tokens?state=inactive");

        (await window.TextAsync("tbody")).ShouldContain("plain one");
        (await window.TextAsync("tbody")).ShouldNotContain("plain two");
        other.Token.StateAt(DateTimeOffset.UtcNow).ShouldBe(TokenState.Active);
    }

    private static async Task LookAsync(Window window, string name)
    {
        await window.PictureAsync($"bulk-{name}");
        (await window.InspectAsync()).ShouldBeEmpty(name);
        (await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360, name);
    }
}
