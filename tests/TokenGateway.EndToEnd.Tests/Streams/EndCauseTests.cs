using System.Net.WebSockets;
using System.Text.Json.Nodes;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;

namespace TokenGateway.EndToEnd.Tests.Streams;

/// <summary>Anything that would refuse a new request with the same token on the same route also ends an open stream.</summary>
public sealed class EndCauseTests
{
    [Fact]
    public Task A_deleted_token() => EndsAsync((edge, token) => edge.DeleteAsync(token.Token.Id));

    [Fact]
    public Task A_deactivated_token() => EndsAsync((edge, token) => edge.DeactivateAsync(token.Token.Id));

    [Fact]
    public Task A_token_deleted_by_another_process() => EndsAsync((edge, token) => edge.DeleteElsewhereAsync(token.Token.Id));

    [Fact]
    public Task A_disabled_owner() => EndsAsync((edge, token) => edge.DisableAsync(token.Token.Owner));

    [Fact]
    public Task A_deleted_owner() => EndsAsync((edge, token) => edge.DeleteAsync(token.Token.Owner));

    [Fact]
    public Task A_lowered_owner() => EndsAsync((edge, token) => edge.SetRoleAsync(token.Token.Owner, "Users"));

    [Fact]
    public Task A_token_that_expires() => EndsAsync(
        (edge, _) => Task.Run(() => edge.Time.Advance(TimeSpan.FromDays(2))),
        wanted => wanted with { ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(1) });

    [Fact]
    public Task A_secret_that_was_rotated_away() => EndsAsync((edge, token) => edge.RotateAsync(token.Token.Id, TimeSpan.Zero));

    [Fact]
    public Task A_secret_whose_overlap_is_over() => EndsAsync(async (edge, token) =>
    {
        await edge.RotateAsync(token.Token.Id, TimeSpan.FromHours(1));
        edge.Time.Advance(TimeSpan.FromHours(2));
    });

    [Fact]
    public Task A_secret_whose_overlap_was_ended() => EndsAsync(async (edge, token) =>
    {
        await edge.RotateAsync(token.Token.Id, TimeSpan.FromHours(1));
        await edge.EndOverlapAsync(token.Token.Id);
    });

    [Fact]
    public Task A_rule_that_asks_for_more() =>
        EndsAsync((edge, _) => edge.ReloadAsync("engineers", """{ "Access": [ { "MinRole": "Administrators" } ] }"""));

    [Fact]
    public Task A_rule_that_no_longer_takes_the_method() =>
        EndsAsync((edge, _) => edge.ReloadAsync("engineers", """{ "Access": [ { "Methods": ["POST"], "AnyToken": true } ] }"""));

    [Fact]
    public Task A_realm_that_its_owner_loses() =>
        EndsAsync((edge, token) => edge.SetRealmsAsync(token.Token.Owner, "elsewhere"), wanted => wanted with { Realm = Realm.Parse("here") });

    [Fact]
    public Task A_route_that_asks_for_another_realm() =>
        EndsAsync((edge, _) => edge.ReloadAsync("engineers", """{ "Policy": "Default", "Realm": "elsewhere" }"""));

    [Fact]
    public Task A_route_that_is_gone() =>
        EndsAsync((edge, _) => edge.ReloadAsync(file => file["ReverseProxy"]!["Routes"]!.AsObject().Remove("engineers")));

    [Fact]
    public Task A_route_that_stands_elsewhere() =>
        EndsAsync((edge, _) => edge.ReloadAsync(file => file["ReverseProxy"]!["Routes"]!["engineers"]!["Match"]!["Path"] = "/else/{**rest}"));

    [Fact]
    public Task A_role_that_the_file_no_longer_knows() => EndsAsync((edge, _) => edge.ReloadAsync(file =>
    {
        file["TokenGateway"]!["Roles"] = JsonNode.Parse("""{ "Users": { "Rank": 10 }, "Others": { "Rank": 20 } }""");
        file["ReverseProxy"]!["Routes"]!["engineers"]!["TokenGateway"] = JsonNode.Parse("""{ "Access": [ { "MinRole": "Others" } ] }""");
    }));

    [Fact]
    public Task Tokens_that_are_switched_off() =>
        EndsAsync((edge, _) => edge.ReloadAsync(file => file["TokenGateway"]!["Tokens"] = JsonNode.Parse("""{ "Enabled": false }""")));

    [Fact]
    public async Task On_an_open_route_a_stream_ends_with_the_token_it_began_with()
    {
        await using var edge = await StreamsEdge.StartAsync();
        var token = await edge.IssueAsync();
        using var answer = await edge.OpenAsync("Http2", "/open/events?id=a", token.Value);

        await edge.DeleteAsync(token.Token.Id);

        await answer.BreaksOffAsync();
    }

    [Theory]
    [InlineData("Http1")]
    [InlineData("Http2")]
    public async Task A_stream_without_a_token_ends_when_the_route_asks_for_one(string protocol)
    {
        await using var edge = await StreamsEdge.StartAsync();
        using var answer = await edge.OpenAsync(protocol, "/open/events?id=a", token: null);
        using var socket = await edge.ConnectAsync(protocol, "/open/echo?id=b", token: null);
        await SocketEndTests.EchoesAsync(socket);
        var closing = SocketEndTests.ReadToCloseAsync(socket);

        await edge.ReloadAsync("open", """{ "Policy": "Default" }""");

        await answer.BreaksOffAsync();
        (await closing).ShouldBe(WebSocketCloseStatus.PolicyViolation);
    }

    private static async Task EndsAsync(
        Func<StreamsEdge, IssuedToken, Task> end, Func<IssueRequest, IssueRequest>? shape = null)
    {
        await using var edge = await StreamsEdge.StartAsync();
        var token = await edge.IssueAsync(shape: shape);
        var bystander = await edge.IssueAsync("bob");
        using var answer = await edge.OpenAsync("Http2", "/engineers/events?id=a", token.Value);
        using var socket = await edge.ConnectAsync("Http1", "/engineers/echo?id=b", token.Value);
        using var other = await edge.OpenAsync("Http2", "/events?id=c", bystander.Value);
        await SocketEndTests.EchoesAsync(socket);

        await end(edge, token);

        (await SocketEndTests.ReadToCloseAsync(socket)).ShouldBe(WebSocketCloseStatus.PolicyViolation);
        await answer.BreaksOffAsync();
        if (edge.Gateway.State.Current.Access.Tokens.Enabled)
            await other.MovesAsync();
    }
}
