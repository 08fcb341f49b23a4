using Microsoft.Playwright;
using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>A real browser.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = HeadlessBrowser.Program,
            Args = HeadlessBrowser.Arguments,
        });
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    /// <summary>A window that nobody has signed in to; what its console says is in <see cref="Window.Complaints"/>.</summary>
    public async Task<Window> OpenAsync(Uri portal, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = portal.ToString();
        options.Permissions ??= ["clipboard-read", "clipboard-write"];
        var context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(20_000);
        return new Window(context, await context.NewPageAsync());
    }
}
