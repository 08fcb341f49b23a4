using Microsoft.Playwright;
using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>
/// Waits for a page that a click leads to. It asks the page itself: Playwright's own wait for a URL misses a load event that comes while it
/// begins to wait.
/// </summary>
internal static class Arrivals
{
    /// <param name="page">The browser's page.</param>
    /// <param name="target">What path and query of the new page begin with.</param>
    public static Task ArriveAsync(this IPage page, string target) =>
        page.ArriveAsync(url => url.PathAndQuery.StartsWith(target, StringComparison.Ordinal), target);

    /// <param name="page">The browser's page.</param>
    /// <param name="isThere">Whether a URL is the one of the new page.</param>
    /// <param name="what">The new page, for the message of a failure.</param>
    public static Task ArriveAsync(this IPage page, Func<Uri, bool> isThere, string what) =>
        Eventually.BecomesTrueAsync(async () => isThere(new Uri(page.Url)) && await IsLoadedAsync(page), $"{what} is loaded");

    /// <summary>How many elements the page has once it is loaded: a click ends when the next page begins.</summary>
    public static async Task<int> CountAsync(this IPage page, string selector)
    {
        await page.LoadAsync();
        return await page.Locator(selector).CountAsync();
    }

    /// <summary>The texts of elements of the page once it is loaded.</summary>
    public static async Task<IReadOnlyList<string>> TextsAsync(this IPage page, string selector)
    {
        await page.LoadAsync();
        return await page.Locator(selector).AllInnerTextsAsync();
    }

    private static Task LoadAsync(this IPage page) => Eventually.BecomesTrueAsync(() => IsLoadedAsync(page), "the page is loaded");

    private static async Task<bool> IsLoadedAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<string>("document.readyState") == "complete";
        }
        catch (PlaywrightException)
        {
            // The next page has replaced the one that was asked.
            return false;
        }
    }
}
