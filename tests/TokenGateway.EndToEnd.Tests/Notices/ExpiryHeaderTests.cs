using System.Globalization;
using System.Net;

namespace TokenGateway.EndToEnd.Tests.Notices;

/// <summary><c>X-Token-Expires-At</c> in a token's last 30 days.</summary>
public sealed class ExpiryHeaderTests
{
    private const string Name = "X-Token-Expires-At";

    [Fact]
    public async Task Answers_tell_the_end_in_the_last_thirty_days_and_not_before()
    {
        await using var telling = await StartAsync();
        var token = await telling.IssueAsync("ci", TimeSpan.FromDays(31));
        (await HeadersAsync(telling, "/", token.Value)).ShouldBeEmpty();

        await telling.StepAsync(TimeSpan.FromDays(2));

        var told = (await HeadersAsync(telling, "/", token.Value)).ShouldHaveSingleItem();
        told.ShouldEndWith("Z");
        DateTimeOffset.Parse(told, CultureInfo.InvariantCulture).ToUnixTimeSeconds().ShouldBe(token.Token.ExpiresAt!.Value.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Token_without_an_end_and_nobody_are_told_nothing()
    {
        await using var telling = await StartAsync();
        var token = await telling.IssueAsync("ci");

        (await HeadersAsync(telling, "/", token.Value)).ShouldBeEmpty();
        (await HeadersAsync(telling, "/open/x", null)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_upstream_says_under_the_name_is_replaced()
    {
        await using var telling = await StartAsync();
        telling.Upstream.Handler = context =>
        {
            context.Response.Headers[Name] = "never";
            return Task.CompletedTask;
        };
        var soon = await telling.IssueAsync("soon", TimeSpan.FromDays(2));
        var late = await telling.IssueAsync("late", TimeSpan.FromDays(90));

        (await HeadersAsync(telling, "/", soon.Value)).ShouldHaveSingleItem().ShouldNotBe("never");
        (await HeadersAsync(telling, "/", late.Value)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Switched_off_nothing_is_told_and_the_upstream_s_own_passes()
    {
        await using var telling = await NoticeGateway.StartAsync(new() { ["ExpiresHeader"] = false });
        telling.Upstream.Handler = context =>
        {
            context.Response.Headers[Name] = "its own";
            return Task.CompletedTask;
        };
        var token = await telling.IssueAsync("ci", TimeSpan.FromDays(2));

        (await HeadersAsync(telling, "/", token.Value)).ShouldBe(["its own"]);
    }

    private static Task<NoticeGateway> StartAsync() => NoticeGateway.StartAsync([]);

    private static async Task<string[]> HeadersAsync(NoticeGateway telling, string path, string? token)
    {
        using var client = telling.First.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Add("X-API-Key", token);
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return answer.Headers.TryGetValues(Name, out var values) ? [.. values] : [];
    }
}
