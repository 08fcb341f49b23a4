using System.Net;
using TokenGateway.Core.Refusals;

namespace TokenGateway.EndToEnd.Tests.Notices;

/// <summary>The machine's clock is set back by an hour: expired tokens stay expired.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task Expired_token_stays_refused_when_the_clock_steps_back_an_hour()
    {
        await using var telling = await NoticeGateway.StartAsync([]);
        var token = await telling.IssueAsync("ci", TimeSpan.FromMinutes(30));
        var other = await telling.IssueAsync("other", TimeSpan.FromDays(1));
        (await UseAsync(telling, token.Value)).ShouldBe(HttpStatusCode.OK);
        await telling.StepAsync(TimeSpan.FromMinutes(31));
        (await UseAsync(telling, token.Value)).ShouldBe(HttpStatusCode.Unauthorized);

        await telling.StepAsync(TimeSpan.FromHours(-1));

        (await UseAsync(telling, token.Value)).ShouldBe(HttpStatusCode.Unauthorized);
        (await UseAsync(telling, other.Value)).ShouldBe(HttpStatusCode.OK);
        (await telling.First.Tokens.RotateAsync(
            NoticeGateway.Operator, token.Token.Id, TimeSpan.Zero, telling.First.State.Current.Access, CancellationToken.None))
            .Error!.Code.ShouldBe(RefusalCode.SubjectExpired);
    }

    [Fact]
    public async Task Overlap_stays_over_when_the_clock_steps_back_an_hour()
    {
        await using var telling = await NoticeGateway.StartAsync([]);
        var token = await telling.IssueAsync("ci");
        var rotated = await telling.First.Tokens.RotateAsync(
            NoticeGateway.Operator, token.Token.Id, TimeSpan.FromMinutes(30), telling.First.State.Current.Access, CancellationToken.None);
        (await UseAsync(telling, token.Value)).ShouldBe(HttpStatusCode.OK);
        await telling.StepAsync(TimeSpan.FromMinutes(31));
        (await UseAsync(telling, token.Value)).ShouldBe(HttpStatusCode.Unauthorized);

        await telling.StepAsync(TimeSpan.FromHours(-1));

        (await UseAsync(telling, token.Value)).ShouldBe(HttpStatusCode.Unauthorized);
        (await UseAsync(telling, rotated.Value!.Value)).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> UseAsync(NoticeGateway telling, string token)
    {
        using var client = telling.First.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-API-Key", token } } };
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
