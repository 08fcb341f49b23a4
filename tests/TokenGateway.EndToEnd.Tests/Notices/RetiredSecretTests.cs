using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Auditing;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Notices;

/// <summary>A client continues to use a secret that a rotation retired.</summary>
public sealed class RetiredSecretTests
{
    [Fact]
    public async Task Fifty_uses_of_a_retired_secret_are_recorded_and_told_once()
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var telling = await NoticeGateway.StartAsync(NoticeGateway.Webhook(receiver.Url));
        var token = await telling.IssueAsync("ci");
        await telling.RotateAsync(token);
        using var client = telling.First.CreateClient();

        for (var i = 0; i < 50; i++)
            (await UseAsync(client, token.Value)).ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests);

        var post = (await receiver.WaitAsync("token.secret_reused")).Single();
        ((string?)post.Json["token"]!["id"]).ShouldBe(token.Token.Id.ToString());
        ((string?)post.Json["address"]).ShouldBe("127.0.0.1");
        (await UseAsync(client, token.Value)).ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests);
        await telling.IssueAsync("fence");
        await receiver.WaitAsync("token.created", 2);
        receiver.Of("token.secret_reused").Count.ShouldBe(1);
        (await RecordsAsync(telling)).Single().Entry.ShouldBe(new AuditEntry(
            AuditActor.Gateway with { Address = "127.0.0.1" }, AuditAction.TokenSecretReused, $"token:{token.Token.Id}"));
    }

    [Fact]
    public async Task Retired_secret_that_is_used_again_after_a_restart_is_not_recorded_again()
    {
        await using var telling = await NoticeGateway.StartAsync([]);
        var token = await telling.IssueAsync("ci");
        await telling.RotateAsync(token);
        await UseOnceAsync(telling, token.Value);
        await Eventually.BecomesTrueAsync(async () => (await RecordsAsync(telling)).Count == 1, "recorded");

        await telling.StopAllAsync();
        await telling.StartOneAsync();
        await UseOnceAsync(telling, token.Value);

        // The next record comes after any that the first use in this process may have written.
        var other = await telling.IssueAsync("other");
        await telling.RotateAsync(other);
        await UseOnceAsync(telling, other.Value);
        await Eventually.BecomesTrueAsync(async () => (await RecordsAsync(telling)).Any(one => one.Entry.Subject == $"token:{other.Token.Id}"), "recorded");
        (await RecordsAsync(telling)).Count(one => one.Entry.Subject == $"token:{token.Token.Id}").ShouldBe(1);
    }

    [Fact]
    public async Task Retired_secret_that_is_used_an_hour_later_is_recorded_again()
    {
        await using var telling = await NoticeGateway.StartAsync([]);
        var token = await telling.IssueAsync("ci");
        await telling.RotateAsync(token);
        await UseOnceAsync(telling, token.Value);
        await Eventually.BecomesTrueAsync(async () => (await RecordsAsync(telling)).Count == 1, "recorded");

        await telling.StepAsync(TimeSpan.FromMinutes(61));
        await UseOnceAsync(telling, token.Value);

        await Eventually.BecomesTrueAsync(async () => (await RecordsAsync(telling)).Count == 2, "recorded again");
    }

    private static async Task UseOnceAsync(NoticeGateway telling, string token)
    {
        using var client = telling.First.CreateClient();
        (await UseAsync(client, token)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<HttpStatusCode> UseAsync(HttpClient client, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-API-Key", token } } };
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<IReadOnlyList<AuditRecord>> RecordsAsync(NoticeGateway telling) =>
        await telling.First.Services.GetRequiredService<IAuditLog>()
            .ListAsync(new AuditFilter { Action = AuditAction.TokenSecretReused }, 0, 100, CancellationToken.None);
}
