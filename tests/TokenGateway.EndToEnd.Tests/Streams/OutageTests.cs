using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Streams;

/// <summary>While the store is unavailable, open streams are treated like requests: they continue for the grace period, and no longer.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task Within_the_grace_a_stream_goes_on_and_afterwards_it_still_ends_with_its_token()
    {
        await using var edge = await StreamsEdge.StartAsync();
        var token = await edge.IssueAsync();
        using var answer = await edge.OpenAsync("Http1", "/events?id=a", token.Value);
        var data = Path.Combine(edge.Gateway.Folder, "data");

        Directory.Move(data, data + ".away");
        await Eventually.BecomesTrueAsync(async () =>
        {
            await answer.MovesAsync();
            return !edge.Gateway.Services.GetRequiredService<Freshness>().IsFresh;
        }, "the outage is noticed");
        await answer.GoesOnAsync();
        Directory.Move(data + ".away", data);
        await Eventually.BecomesTrueAsync(async () =>
        {
            await answer.MovesAsync();
            return edge.Gateway.Services.GetRequiredService<Freshness>().IsFresh;
        }, "changes are followed again");
        await answer.GoesOnAsync();

        await edge.DeleteAsync(token.Token.Id);

        await answer.BreaksOffAsync();
    }

    [Fact]
    public async Task After_the_grace_a_stream_ends()
    {
        await using var edge = await StreamsEdge.StartAsync("""{ "Store": { "OutageGrace": "3s" } }""");
        var token = await edge.IssueAsync();
        using var answer = await edge.OpenAsync("Http1", "/events?id=a", token.Value);
        using var nobody = await edge.OpenAsync("Http2", "/open/events?id=b", token: null);
        var data = Path.Combine(edge.Gateway.Folder, "data");

        Directory.Move(data, data + ".away");

        await answer.BreaksOffAsync();
        await nobody.MovesAsync();
    }
}
