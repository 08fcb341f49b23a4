using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>A browser window with a cookie jar of its own.</summary>
public sealed class Window : IAsyncDisposable
{
    private static readonly AxeRunOptions OfColors = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
    };

    private readonly IBrowserContext _context;

    public Window(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => Note(message.Type is "error" or "warning", message.Text);
        page.PageError += (_, error) => Note(true, error);
    }

    public IPage Page { get; }

    public IBrowserContext Context => _context;

    /// <summary>Errors and warnings of the console, violations of the content security policy among them.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    public async Task SignInAsync(string user)
    {
        if (!Page.Url.Contains("/sign-in", StringComparison.Ordinal))
            await Page.GotoAsync("/sign-in");
        await Page.FillAsync("input[name=user]", user);
        await Page.FillAsync("input[name=password]", PortalFixture.Password);
        await Page.ClickAsync("main form button");
        await Page.ArriveAsync(url => !url.AbsolutePath.StartsWith("/sign-in", StringComparison.Ordinal), "another page than the one for signing in");
    }

    public Task<string> TextAsync(string selector) => Page.InnerTextAsync(selector);

    /// <summary>What the last copy button put into the clipboard, once the page says that it is there.</summary>
    public async Task<string> CopiedAsync()
    {
        await Page.WaitForSelectorAsync("#live:not(:empty)", new PageWaitForSelectorOptions { State = WaitForSelectorState.Attached });
        return await Page.EvaluateAsync<string>("navigator.clipboard.readText()");
    }

    public Task<string> ValueAsync() => Page.InnerTextAsync("#value");

    public Task ClickAsync(string button) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true }).First.ClickAsync();

    /// <summary>What a checker of accessibility finds, as sentences.</summary>
    /// <param name="ofColors">Only the rules whose outcome depends on the colors.</param>
    public async Task<IReadOnlyList<string>> InspectAsync(bool ofColors = false)
    {
        var result = await (ofColors ? Page.RunAxe(OfColors) : Page.RunAxe());
        return [.. result.Violations.SelectMany(one => one.Nodes.Select(node => $"{one.Id}: {node.Html} {string.Join("; ", node.Any.Select(check => check.Message))}"))];
    }

    /// <summary>Keeps a picture where somebody asked for one.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("TOKENGATEWAY_PICTURES") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Note(bool counts, string text)
    {
        if (counts)
            Complaints.Enqueue(text);
    }
}
