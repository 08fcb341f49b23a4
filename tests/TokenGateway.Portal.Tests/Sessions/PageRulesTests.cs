using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Auditing;
using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Sessions;

/// <summary>What the API's rules are for pages, by raw requests with a session.</summary>
public sealed partial class PageRulesTests(PageClient client) : IClassFixture<PageClient>
{
    private static readonly string Folder = Path.Combine(Configs.RepositoryRoot(), "src", "TokenGateway.Portal", "Pages");

    public static TheoryData<string> Patterns =>
        [.. Directory.GetFiles(Folder, "*.cshtml", SearchOption.AllDirectories).Select(file => Page().Match(File.ReadAllText(file))).Where(match => match.Success).Select(match => match.Groups["path"].Value)];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Page_is_behind_the_policy_of_sessions(string pattern)
    {
        var path = "/" + string.Join('/', RoutePatternFactory.Parse(pattern).PathSegments.Select(segment => segment.Parts[0] is RoutePatternLiteralPart literal ? literal.Content : "7"));

        (pattern is "/sign-in" or "/sign-in/oidc" or "/sign-in/oidc/callback" || PortalApplication.Pages.Any(outer => new TemplateMatcher(TemplateParser.Parse(outer[1..]), []).TryMatch(path, []))).ShouldBeTrue();
    }

    [Fact]
    public async Task Management_and_its_pages_are_made_when_somebody_needs_them()
    {
        await using var gateway = await TestGateway.StartAsync(Configs.Sample("http://127.0.0.1:1/"));
        using var caller = new HttpClient { BaseAddress = gateway.Management };

        (await caller.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.HasManagement.ShouldBeFalse();

        var pages = gateway.ManagementServices.GetRequiredService<PageContainer>();
        (await caller.GetAsync("/api/v1/tokens")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        pages.IsMade.ShouldBeFalse();

        (await caller.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
        pages.IsMade.ShouldBeTrue();
    }

    [Fact]
    public async Task Writes_have_the_limits_of_the_API_and_taking_away_has_none()
    {
        var id = await client.IssueAsync("uma");
        HttpStatusCode answer;
        var sent = 0;
        do
            answer = (await client.PostAsync("uma", "/tokens/new", ("name", ""))).StatusCode;
        while (answer == HttpStatusCode.UnprocessableEntity && ++sent < 1000);

        answer.ShouldBe(HttpStatusCode.TooManyRequests);
        (await client.PostAsync("uma", "/tokens/new?handler=Delete", ("name", ""))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests, "no such handler: the form's own runs");
        (await client.PostAsync("uma", $"/tokens/{id}?handler=Deactivate")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await client.PostAsync("uma", $"/tokens/{id}?handler=Activate")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await client.PostAsync("uma", $"/tokens/{id}?handler=Delete", ("name", "test"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Handler_that_there_is_not_is_no_page()
    {
        var id = await client.IssueAsync("erik");

        (await client.PostAsync("erik", $"/tokens/{id}?handler=Nothing")).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Rotation_that_is_sent_twice_rotates_once()
    {
        var id = await client.IssueAsync("erik");
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => client.PostAsync("erik", $"/tokens/{id}?handler=Rotate", ("overlap", "24"), ("once", "f1"))));

        both.Select(one => one.Headers.Location).Distinct().Count().ShouldBe(1);
        var rotations = await client.Gateway.Services.GetRequiredService<IAuditLog>().ListNewestAsync(new AuditFilter { Action = AuditAction.TokenRotated, Subject = $"token:{id}" }, null, 10, default);
        rotations.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("nobody-of-this-name")]
    public async Task Form_tells_nobody_who_else_there_is(string owner)
    {
        var page = await client.GetTextAsync("uma", "/tokens/new?owner=" + owner);

        page.ShouldNotContain("Administrators");
        using var summary = await client.PostAsync("uma", "/tokens/new?handler=Summary", ("owner", owner));
        (await summary.Content.ReadAsStringAsync()).ShouldContain("Choose a role.");
    }

    [Fact]
    public async Task Asking_for_headers_leaves_the_value_to_be_read()
    {
        var made = (await client.PostAsync("erik", "/tokens/new", ("name", "head"), ("once", "h1"))).Headers.Location!.ToString();

        (await client.SendAsync("erik", HttpMethod.Head, made)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await client.SendAsync("erik", HttpMethod.Get, made)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/tokens/new")]
    [InlineData("/sign-in")]
    public async Task Form_that_is_too_large_is_refused(string path)
    {
        using var browser = new HttpClient { BaseAddress = client.Gateway.Management };
        using var form = new FormUrlEncodedContent([new("name", new string('x', 100_000))]);

        (await browser.PostAsync(path, form)).StatusCode.ShouldBeOneOf(HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/tokens")]
    [InlineData("/assets/portal.css")]
    public async Task Nothing_of_it_is_on_the_edge(string path)
    {
        using var answer = await client.Edge.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [GeneratedRegex("^@page( \"(?<path>[^\"]*)\")?", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Page();
}
