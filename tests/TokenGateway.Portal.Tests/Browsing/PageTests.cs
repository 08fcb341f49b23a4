using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>What holds for every page: nobody is kept out of it, nothing foreign runs in it, and it is light.</summary>
public sealed class PageTests(PagesFixture portal) : IClassFixture<PagesFixture>
{
    private static readonly (string User, string[] Paths)[] Pages =
    [
        ("erik", ["/tokens", "/tokens?q=none", "/tokens?owner=pages-bot", "/tokens/new", "/tokens/new?owner=pages-bot", "/access", "/account"]),
        ("ada", ["/users", "/users?kind=service", "/users/erik", "/users/ada", "/users/pages-bot", "/users/lonely-bot", "/new-user", "/new-user?kind=service&realms=default", "/settings", "/audit", "/audit?actor=none", "/explain", "/explain?path=/orders&role=Users", "/tokens", "/tokens?expiring=14", "/incident", "/incident?owner=erik&inUrl=1", "/incident?createdFrom=2020-01-01"]),
    ];

    public static TheoryData<string, ColorScheme, ForcedColors> Looks => new()
    {
        { "light", ColorScheme.Light, ForcedColors.None },
        { "dark", ColorScheme.Dark, ForcedColors.None },
        { "forced", ColorScheme.Light, ForcedColors.Active },
    };

    private static readonly (string Name, PageEmulateMediaOptions Colors)[] OtherColors =
    [
        ("dark", new() { ColorScheme = ColorScheme.Dark, ForcedColors = ForcedColors.None }),
        ("forced", new() { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.Active }),
    ];

    [Fact]
    public async Task Nothing_keeps_anybody_out_in_any_colors()
    {
        var made = await portal.IssueAsync("erik", "inspected", request => request with { ExpiresAt = DateTimeOffset.UtcNow.AddDays(3) });
        await using var window = await portal.OpenAsync(new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });
        await window.Page.GotoAsync("/sign-in");
        var found = new List<string>();
        await InspectAsync("/sign-in");
        await VisitAsync(window, $"/tokens/{made.Token.Id}", "light", InspectAsync);

        found.ShouldBeEmpty();
        window.Complaints.ShouldBeEmpty();

        // What does not depend on the colors is the same in all of them.
        async Task InspectAsync(string path)
        {
            found.AddRange((await window.InspectAsync()).Select(one => $"{path} {one}"));
            foreach (var (name, colors) in OtherColors)
            {
                await window.Page.EmulateMediaAsync(colors);
                found.AddRange((await window.InspectAsync(ofColors: true)).Select(one => $"{path} {name} {one}"));
                await window.PictureAsync($"{path.Replace('/', '_').Replace('?', '_')}-{name}");
            }

            await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light, ForcedColors = ForcedColors.None });
        }
    }

    [Fact]
    public async Task Small_screen_needs_no_scrolling_sideways()
    {
        var made = await portal.IssueAsync("erik", "a name that is rather long for a screen as small as this one");
        await using var window = await portal.OpenAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 360, Height = 740 } });
        await VisitAsync(window, $"/tokens/{made.Token.Id}", "360", async path =>
            (await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360, path));
    }

    [Fact]
    public async Task First_page_is_light()
    {
        // From the first page on, with an empty cache: what the pages share is loaded there.
        await using var window = await portal.OpenAsync();
        var loaded = new ConcurrentQueue<IResponse>();
        window.Page.Response += (_, response) => loaded.Enqueue(response);
        await window.Page.GotoAsync("/tokens/new", new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
        loaded.Where(one => one.Status == 200).Select(one => one.Url).Distinct().Count().ShouldBeLessThanOrEqualTo(5);
        await window.SignInAsync("erik");

        // Without the page for signing in and its module, which no other page but the account's loads.
        var sizes = new Dictionary<string, int>();
        foreach (var response in loaded.Where(one => one.Status == 200 && !one.Url.Contains("/sign-in", StringComparison.Ordinal) && !one.Url.Contains("/passkeys.", StringComparison.Ordinal)))
            sizes[response.Url] = Math.Max(sizes.GetValueOrDefault(response.Url), (await response.Request.SizesAsync()).ResponseBodySize);

        sizes.Keys.ShouldContain(url => url.EndsWith("/tokens/new", StringComparison.Ordinal));
        sizes.Count.ShouldBeLessThanOrEqualTo(5, string.Join(' ', sizes.Keys));
        sizes.Values.Sum().ShouldBeInRange(10_000, 60_000);
    }

    [Fact]
    public async Task Keyboard_alone_creates_a_token()
    {
        await using var window = await portal.SignedInAsync("erik");
        var keys = window.Page.Keyboard;
        await window.Page.GotoAsync("/tokens/new");
        await keys.TypeAsync("by keyboard");
        await keys.PressAsync("Enter");

        (await window.ValueAsync()).ShouldStartWith("tgw_");
    }

    [Fact]
    public async Task Skip_link_is_the_first_stop()
    {
        await using var window = await portal.SignedInAsync("erik");
        await window.Page.GotoAsync("/tokens");
        await window.Page.Keyboard.PressAsync("Tab");

        (await window.Page.EvaluateAsync<string>("document.activeElement.className")).ShouldBe("skip");
        await window.Page.Keyboard.PressAsync("Enter");
        (await window.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("main");
    }

    // Each page as somebody who may see it, and the page of a token.
    private static async Task VisitAsync(Window window, string ofToken, string name, Func<string, Task> look)
    {
        foreach (var (user, paths) in Pages)
        {
            await window.Context.ClearCookiesAsync();
            await window.Page.GotoAsync("/sign-in");
            await window.SignInAsync(user);
            foreach (var path in paths.Append(ofToken))
            {
                (await window.Page.GotoAsync(path))!.Status.ShouldBe(200, path);
                await window.PictureAsync($"{user}{path.Replace('/', '_').Replace('?', '_')}-{name}");
                await look(path);
            }
        }
    }
}
