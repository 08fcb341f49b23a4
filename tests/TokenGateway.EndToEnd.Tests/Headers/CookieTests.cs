using Microsoft.AspNetCore.Http;

namespace TokenGateway.EndToEnd.Tests.Headers;

/// <summary>A browser sends the portal's cookies to every port of the host; the upstream must neither receive nor set them.</summary>
public sealed class CookieTests(SampleEdge edge) : IClassFixture<SampleEdge>
{
    [Theory]
    [InlineData("a=1; __Host-tgw-session=s; b=2", "a=1; b=2")]
    [InlineData("__Host-tgw-session=s; b=%41\"x\"=y", "b=%41\"x\"=y")]
    [InlineData("a=1;b=2;  c=3", "a=1;b=2;  c=3")]
    [InlineData("a=1; __host-TGW-session=s", "a=1")]
    [InlineData("__Host-tgw-session=s", null)]
    [InlineData("__Host-tgw-a=1; __Host-tgw-b=2", null)]
    public async Task Our_cookies_are_cut_and_others_keep_their_bytes(string sent, string? forwarded)
    {
        foreach (var path in new[] { "/orders/1", "/status" })
        {
            var exchange = await edge.GetAsync(path, "X-API-Key: " + edge.User, "Cookie: " + sent);

            exchange.Forwarded.Header("Cookie").ShouldBe(forwarded);
        }
    }

    [Fact]
    public async Task Our_cookies_authenticate_nothing()
    {
        (await edge.GetAsync("/orders/1", "Cookie: __Host-tgw-session=" + edge.User)).Code.ShouldBe("missing_token");
    }

    [Fact]
    public async Task An_upstream_cannot_set_cookies_of_our_names()
    {
        edge.Upstream.Handler = context =>
        {
            context.Response.Headers.SetCookie = new[] { "__Host-tgw-x=1; Path=/", "a=1", "__HOST-TGW-y=2", "b=2; Path=/" };
            return context.Response.WriteAsync("ok");
        };
        try
        {
            foreach (var path in new[] { "/orders/1", "/status" })
            {
                var exchange = await edge.GetAsync(path, "X-API-Key: " + edge.User);

                exchange.Answer.HeadersOf("Set-Cookie").ShouldBe(["a=1", "b=2; Path=/"]);
            }

            (await edge.GetAsync("/status")).Answer.HeadersOf("Set-Cookie").ShouldBe(["a=1", "b=2; Path=/"]);
        }
        finally
        {
            edge.Upstream.Handler = context => context.Response.WriteAsync("ok");
        }
    }
}
