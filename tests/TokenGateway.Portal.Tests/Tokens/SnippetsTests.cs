using TokenGateway.Management.Api.Routes;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Tests.Tokens;

public sealed class SnippetsTests
{
    [Theory]
    [InlineData("/orders/{**rest}", "/orders")]
    [InlineData("/{**rest}", "/")]
    [InlineData("/env/{environment}/x", "/env/environment/x")]
    [InlineData("/users/{id:int}", "/users/id")]
    [InlineData("/status", "/status")]
    public void Path_matches_the_pattern(string pattern, string path) => Snippets.PathOf(pattern).ShouldBe(path);

    [Fact]
    public void One_line_for_each_kind_of_place()
    {
        var route = new OpenedRoute("orders", "/orders/{**rest}", ["GET", "HEAD"], ["?api_token", "Authorization: Bearer", "Authorization: APIKey", "X-API-Key", "Sec-WebSocket-Protocol: bearer."]);

        Snippets.Of("https://api.example.com", route, self: null).ShouldBe(
        [
            "curl -i -H \"Authorization: Bearer $TGW_TOKEN\" https://api.example.com/orders",
            "curl -i -H \"X-API-Key: $TGW_TOKEN\" https://api.example.com/orders",
            "curl -i \"https://api.example.com/orders?api_token=$TGW_TOKEN\"",
        ]);
    }

    [Fact]
    public void Token_that_may_only_write_is_shown_writing() =>
        Snippets.Of("http://e", new OpenedRoute("r", "/r", ["POST"], ["X-API-Key"]), self: null).ShouldBe(["curl -i -X POST -H \"X-API-Key: $TGW_TOKEN\" http://e/r"]);

    [Fact]
    public void Token_that_opens_nothing_asks_for_itself() =>
        Snippets.Of("http://e", route: null, "/.tokengateway/me").ShouldBe(["curl -i -H \"Authorization: Bearer $TGW_TOKEN\" http://e/.tokengateway/me"]);
}
