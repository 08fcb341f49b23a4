using TokenGateway.Core.Tokens;

namespace TokenGateway.EndToEnd.Tests.Lifecycle;

/// <summary>A token that is restricted to some addresses, or not valid yet.</summary>
public sealed class RestrictionTests(SampleEdge edge) : IClassFixture<SampleEdge>
{
    [Theory]
    [InlineData("127.0.0.0/8", 200)]
    [InlineData("192.0.2.0/24 127.0.0.1", 200)]
    [InlineData("::ffff:127.0.0.0/104", 200)]
    [InlineData("192.0.2.0/24", 403)]
    [InlineData("::1", 403)]
    [InlineData("::/0", 403)]
    public async Task Address_decides(string ranges, int expected)
    {
        var value = await IssueAsync("ada", ranges);
        var exchange = await edge.GetAsync("/orders/1", $"Authorization: Bearer {value}");
        exchange.Answer.Status.ShouldBe(expected);
        exchange.Seen.Count.ShouldBe(expected == 200 ? 1 : 0);
    }

    [Fact]
    public async Task Refusal_tells_the_code_and_not_the_list()
    {
        var value = await IssueAsync("abe", "192.0.2.0/24");
        var answer = (await edge.GetAsync("/orders/1", $"Authorization: Bearer {value}")).Answer;
        answer.Body.ShouldContain("\"address_not_allowed\"");
        answer.Body.ShouldNotContain("192.0.2");
    }

    [Theory]
    [InlineData("/status")]
    [InlineData("/.tokengateway/me")]
    public async Task Address_counts_on_every_route_that_looks_at_the_token(string path)
    {
        var value = await IssueAsync("amy" + path.Length, "192.0.2.0/24");
        (await edge.GetAsync(path, $"Authorization: Bearer {value}")).Answer.Status.ShouldBe(403);
    }

    /// <summary>RFC 9110: first the method, then the caller and its address, then the rights.</summary>
    [Fact]
    public async Task Method_that_nobody_may_use_is_told_first()
    {
        var value = await IssueAsync("ann", "192.0.2.0/24");
        (await edge.SendAsync("PURGE", "/orders/1", $"Authorization: Bearer {value}")).Answer.Status.ShouldBe(405);
    }

    [Fact]
    public async Task Forwarded_address_of_a_client_counts_for_nothing()
    {
        var value = await IssueAsync("art", "192.0.2.0/24");
        (await edge.GetAsync("/orders/1", $"Authorization: Bearer {value}", "X-Forwarded-For: 192.0.2.7", "X-Real-IP: 192.0.2.7")).Answer.Status.ShouldBe(403);
    }

    [Fact]
    public async Task Token_is_refused_before_its_beginning()
    {
        var now = TimeProvider.System.GetUtcNow();
        var early = await edge.Gateway.IssueAsync("eve", "Engineers", request => request with { NotBefore = now.AddHours(1) });
        var begun = await edge.Gateway.IssueAsync("eve", "Engineers", request => request with { NotBefore = now.AddHours(-1) });
        var answer = (await edge.GetAsync("/orders/1", $"Authorization: Bearer {early.Value}")).Answer;
        answer.Status.ShouldBe(401);
        answer.Body.ShouldContain("\"token_inactive\"");
        (await edge.GetAsync("/orders/1", $"Authorization: Bearer {begun.Value}")).Answer.Status.ShouldBe(200);
    }

    private async Task<string> IssueAsync(string user, string ranges) => (await edge.Gateway.IssueAsync(
        user, "Engineers", request => request with { Addresses = [.. ranges.Split(' ').Select(AddressRange.Parse)] })).Value;
}
