using System.Net;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.EndToEnd.Tests.Revocation;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Lifecycle;

/// <summary>Rotation of a token in use.</summary>
public sealed class RotationTests(SampleEdge edge) : IClassFixture<SampleEdge>
{
    private static readonly Actor Operator = Actor.Operator("test");

    private AccessModel Model => edge.Gateway.State.Current.Access;

    [Fact]
    public async Task Both_secrets_work_during_the_overlap_and_tell_the_same_token()
    {
        var issued = await edge.Gateway.IssueAsync("rita", "Engineers");
        await using var connection = await KeptConnection.WarmAsync(edge.Gateway, issued.Value);
        var rotated = await RotateAsync(issued.Token.Id, TimeSpan.FromHours(1));

        rotated.Value.ShouldNotBe(issued.Value);
        (await connection.GetAsync()).ShouldBe(HttpStatusCode.OK);
        foreach (var value in (string[])[issued.Value, rotated.Value, issued.Value])
        {
            var exchange = await edge.GetAsync("/orders/1", $"Authorization: Bearer {value}");
            exchange.Answer.Status.ShouldBe(200);
            exchange.Seen.Single().Headers["X-Auth-Token-Id"].ShouldBe(issued.Token.Id.ToString());
        }
    }

    [Fact]
    public async Task Without_an_overlap_the_old_secret_is_refused_for_the_next_request()
    {
        var issued = await edge.Gateway.IssueAsync("rob", "Engineers");
        await using var connection = await KeptConnection.WarmAsync(edge.Gateway, issued.Value);
        var rotated = await RotateAsync(issued.Token.Id, TimeSpan.Zero);
        (await connection.GetAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusOfAsync(rotated.Value)).ShouldBe(200);
        (await edge.GetAsync("/orders/1", $"Authorization: Bearer {issued.Value}")).Answer.Body.ShouldContain("\"invalid_token\"");
    }

    [Fact]
    public async Task Ended_overlap_refuses_the_old_secret_and_keeps_the_new()
    {
        var issued = await edge.Gateway.IssueAsync("ron", "Engineers");
        var rotated = await RotateAsync(issued.Token.Id, TimeSpan.FromHours(1));
        await using var old = await KeptConnection.WarmAsync(edge.Gateway, issued.Value);
        await using var current = await KeptConnection.WarmAsync(edge.Gateway, rotated.Value);
        await edge.Gateway.Tokens.EndOverlapAsync(Operator, issued.Token.Id, CancellationToken.None);
        (await old.GetAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        (await current.GetAsync()).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("deactivate", "token_inactive")]
    [InlineData("delete", "invalid_token")]
    public async Task Deactivating_and_deleting_kill_both_secrets(string change, string code)
    {
        var issued = await edge.Gateway.IssueAsync("rolf" + change, "Engineers");
        var rotated = await RotateAsync(issued.Token.Id, TimeSpan.FromHours(1));
        (await StatusOfAsync(issued.Value)).ShouldBe(200);
        (await StatusOfAsync(rotated.Value)).ShouldBe(200);
        _ = change == "delete"
            ? await edge.Gateway.Tokens.DeleteAsync(Operator, issued.Token.Id, CancellationToken.None)
            : await edge.Gateway.Tokens.DeactivateAsync(Operator, issued.Token.Id, CancellationToken.None);
        foreach (var value in (string[])[issued.Value, rotated.Value])
            (await edge.GetAsync("/orders/1", $"Authorization: Bearer {value}")).Answer.Body.ShouldContain($"\"{code}\"");
    }

    [Fact]
    public async Task Client_that_switches_during_the_overlap_sees_no_failure_under_load()
    {
        var issued = await edge.Gateway.IssueAsync("rosa", "Engineers");
        var secret = issued.Value;
        using var client = edge.Gateway.CreateClient();
        using var stop = new CancellationTokenSource();
        var failures = 0;
        var answered = new string[8];
        var workers = Enumerable.Range(0, answered.Length).Select(worker => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var sent = Volatile.Read(ref secret);
                using var request = new HttpRequestMessage(HttpMethod.Get, "/orders/1");
                request.Headers.Add("Authorization", "Bearer " + sent);
                using var response = await client.SendAsync(request);
                if (response.StatusCode != HttpStatusCode.OK)
                    Interlocked.Increment(ref failures);
                Volatile.Write(ref answered[worker], sent);
            }
        })).ToList();
        for (var rotation = 0; rotation < 10; rotation++)
        {
            var old = secret;
            var rotated = await RotateAsync(issued.Token.Id, TimeSpan.FromHours(1));
            Volatile.Write(ref secret, rotated.Value);

            // Every worker uses the new value before the next rotation ends the overlap of the old one.
            await Eventually.BecomesTrueAsync(() => Task.FromResult(Array.TrueForAll(answered, value => value == rotated.Value)), "all have the new one");
            old.ShouldNotBe(rotated.Value);
        }

        await stop.CancelAsync();
        await Task.WhenAll(workers);
        failures.ShouldBe(0);
        (await StatusOfAsync(issued.Value)).ShouldBe(401);
    }

    private async Task<IssuedToken> RotateAsync(TokenId id, TimeSpan overlap) =>
        (await edge.Gateway.Tokens.RotateAsync(Operator, id, overlap, Model, CancellationToken.None)).Value.ShouldNotBeNull();

    private async Task<int> StatusOfAsync(string value) => (await edge.GetAsync("/orders/1", $"Authorization: Bearer {value}")).Answer.Status;
}
