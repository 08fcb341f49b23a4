using Microsoft.AspNetCore.Http;

namespace TokenGateway.EndToEnd.Tests.Headers;

/// <summary>A shared cache must not serve one bearer's response to another (RFC 6750, 5.3).</summary>
public sealed class ResponseHeaderTests(SampleEdge edge) : IClassFixture<SampleEdge>
{
    [Theory]
    [InlineData("Authorization: Bearer {T}", "Authorization")]
    [InlineData("Authorization: APIKey {T}", "Authorization")]
    [InlineData("X-API-Key: {T}", "X-API-Key")]
    public async Task An_answer_to_a_header_token_varies_with_that_header(string header, string vary)
    {
        var exchange = await edge.GetAsync("/orders/1", header.Replace("{T}", edge.User, StringComparison.Ordinal));

        string.Join(", ", exchange.Answer.HeadersOf("Vary")).ShouldContain(vary);
    }

    [Fact]
    public async Task The_upstreams_own_vary_stays()
    {
        await WithHeadersAsync(headers => headers.Vary = "Accept-Encoding", async () =>
        {
            var exchange = await edge.GetAsync("/orders/1", "X-API-Key: " + edge.User);

            var vary = string.Join(", ", exchange.Answer.HeadersOf("Vary"));
            vary.ShouldContain("Accept-Encoding");
            vary.ShouldContain("X-API-Key");
        });
    }

    [Theory]
    [InlineData(null, "private")]
    [InlineData("public, max-age=60", "private, max-age=60")]
    [InlineData("max-age=60, s-maxage=600", "private, max-age=60")]
    [InlineData("no-store", "no-store")]
    [InlineData("private, max-age=5", "private, max-age=5")]
    public async Task An_answer_to_a_query_token_is_private_at_least(string? upstreams, string told)
    {
        await WithHeadersAsync(headers => headers.CacheControl = upstreams, async () =>
        {
            var exchange = await edge.GetAsync("/orders/1?api_token=" + edge.User);

            exchange.Answer.Header("Cache-Control").ShouldBe(told);
        });
    }

    [Fact]
    public async Task An_answer_to_nobody_is_left_alone()
    {
        await WithHeadersAsync(headers => headers.CacheControl = "public, max-age=60", async () =>
        {
            var exchange = await edge.GetAsync("/status");

            exchange.Answer.Header("Cache-Control").ShouldBe("public, max-age=60");
            exchange.Answer.HeadersOf("Vary").ShouldBeEmpty();
        });
    }

    [Fact]
    public async Task The_gateway_does_not_say_what_it_is() =>
        (await edge.GetAsync("/nowhere")).Answer.HeadersOf("Server").ShouldBeEmpty();

    private async Task WithHeadersAsync(Action<IHeaderDictionary> set, Func<Task> test)
    {
        edge.Upstream.Handler = context =>
        {
            set(context.Response.Headers);
            return context.Response.WriteAsync("ok");
        };
        try
        {
            await test();
        }
        finally
        {
            edge.Upstream.Handler = context => context.Response.WriteAsync("ok");
        }
    }
}
