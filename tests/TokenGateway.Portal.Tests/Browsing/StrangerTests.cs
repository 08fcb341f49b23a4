using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Browsing;

/// <summary>
/// Somebody who has never seen the product: reads what <c>demo</c> prints, opens the address, signs in, creates a token, pastes the
/// command of the page into a terminal, deletes the token and pastes it again.
/// </summary>
public sealed partial class StrangerTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const int MostInputs = 6;

    private static readonly TimeSpan MostWaiting = TimeSpan.FromSeconds(20);

    private readonly ChildProcess _demo = ChildProcess.Gateway("demo", "--edge-port", "0", "--management-port", "0");

    public Task InitializeAsync() => Eventually.BecomesTrueAsync(
        () => _demo.HasExited
            ? throw new InvalidOperationException(string.Join('\n', _demo.Error))
            : Task.FromResult(_demo.Output.Any(line => line.Contains("Ctrl+C", StringComparison.Ordinal))),
        "the demo says what to do");

    public async Task DisposeAsync() => await _demo.DisposeAsync();

    [Theory]
    [InlineData("uma")]
    [InlineData("erik")]
    public async Task Stranger_has_a_working_curl_line_after_six_inputs_and_takes_it_back(string user)
    {
        var printed = string.Join('\n', _demo.Output);
        var (address, password) = (Address().Match(printed).Groups["address"].Value, PasswordOf(printed, user));
        await using var window = await chromium.OpenAsync(new Uri(address));
        var (page, waited) = (window.Page, Timed(window.Page));
        await page.GotoAsync(address);
        await PictureAsync(window, user, "1-sign-in");

        var inputs = new Inputs(page);
        await inputs.TypeAsync("User", user);
        await inputs.TypeAsync("Password", password);
        await inputs.ClickAsync("Sign in");
        await PictureAsync(window, user, "2-new");
        (await page.Locator("#days, #until").Filter(new LocatorFilterOptions { Visible = true }).CountAsync()).ShouldBe(0);
        await inputs.TypeAsync("Name", "my first token");
        await inputs.ClickAsync("Create token");
        await PictureAsync(window, user, "3-created");
        await inputs.ClickAsync("Copy", place: 1);
        var copied = await window.CopiedAsync();
        (await StatusAsync(copied)).ShouldBe(200);

        inputs.Count.ShouldBeLessThanOrEqualTo(MostInputs);
        waited().ShouldBeLessThan(MostWaiting);
        await PictureAsync(window, user, "4-copied");

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "show the token" }).ClickAsync();
        await PictureAsync(window, user, "5-token");
        // A script writes it.
        await page.Locator("dl.facts", new PageLocatorOptions { HasText = "in 30 days" }).WaitForAsync();
        await page.FillAsync("input[name=name]", "my first token");
        await page.ClickAsync("button[data-variant=danger]");
        await page.ArriveAsync("/tokens?deleted=");
        (await window.TextAsync("[role=status]")).ShouldContain("The token is deleted");
        await PictureAsync(window, user, "6-deleted");
        (await StatusAsync(copied)).ShouldBe(401);
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Demo_ends_when_it_is_told_to()
    {
        var folder = Folder().Match(string.Join('\n', _demo.Output)).Groups["folder"].Value;
        Directory.Exists(folder).ShouldBeTrue();

        _demo.Terminate();

        (await _demo.ExitAsync()).ShouldBe(0);
        Directory.Exists(folder).ShouldBeFalse();
    }

    private static string PasswordOf(string printed, string user) =>
        Regex.Match(printed, $@"^ +{user} +(?<password>demo-\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["password"].Value;

    // As a terminal does with what is pasted.
    private static async Task<int> StatusAsync(string pasted)
    {
        await using var shell = ChildProcess.Start("bash", "-c", pasted);
        (await shell.ExitAsync()).ShouldBe(0, string.Join('\n', shell.Error));
        return int.Parse(shell.Output[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    // What a person waits for: from each question of the browser to the end of its answer.
    private static Func<TimeSpan> Timed(IPage page)
    {
        var times = new ConcurrentQueue<double>();
        page.RequestFinished += (_, request) => times.Enqueue(Math.Max(0, request.Timing.ResponseEnd));
        return () => TimeSpan.FromMilliseconds(times.Sum());
    }

    private static Task PictureAsync(Window window, string user, string step) => window.PictureAsync($"stranger-{user}-{step}");

    [GeneratedRegex(@"^ +(?<address>http://127\.0\.0\.1:\d+/tokens/new)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"^ +data +(?<folder>/\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Folder();

    /// <summary>Each field typed and each click is one.</summary>
    private sealed class Inputs(IPage page)
    {
        public int Count { get; private set; }

        public Task TypeAsync(string label, string text)
        {
            Count++;
            return page.GetByLabel(label, new PageGetByLabelOptions { Exact = true }).FillAsync(text);
        }

        public Task ClickAsync(string button, int place = 0)
        {
            Count++;
            var found = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true });
            return found.Nth(place).ClickAsync();
        }
    }
}
