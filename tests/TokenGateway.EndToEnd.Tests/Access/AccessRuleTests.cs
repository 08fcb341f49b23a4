namespace TokenGateway.EndToEnd.Tests.Access;

public sealed class AccessRuleTests(AccessRuleTests.Edge edge) : IClassFixture<AccessRuleTests.Edge>
{
    [Theory]
    [InlineData("GET", "/orders/1")]
    [InlineData("HEAD", "/orders/1")]
    [InlineData("get", "/orders/1")]
    [InlineData("GET", "/default")]
    [InlineData("DELETE", "/default")]
    [InlineData("PROPFIND", "/default")]
    [InlineData("GET", "/yarp-default")]
    public async Task A_user_may(string method, string path)
    {
        var exchange = await edge.SendAsync(method, path, "X-API-Key: " + edge.User);

        exchange.Status.ShouldBe(200);
        exchange.Forwarded.Header("X-Auth-User").ShouldBe("uma");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("delete")]
    [InlineData("Delete")]
    public async Task A_role_that_is_too_low_is_told_what_is_needed_and_what_is_there(string method)
    {
        var exchange = await edge.SendAsync(method, "/orders/1", "X-API-Key: " + edge.User, "Content-Length: 0");

        ShouldBeForbidden(exchange, "insufficient_role");
        exchange.Answer.Problem("needed").ShouldBe("role Engineers or higher; permission orders:write");
        exchange.Answer.Problem("has").ShouldBe("role Users; permissions orders:read");
    }

    [Theory]
    [InlineData("/reports/q1")]
    [InlineData("/yarp-policy")]
    public async Task A_missing_permission_is_told_what_is_needed_and_what_is_there(string path)
    {
        var exchange = await edge.GetAsync(path, "X-API-Key: " + edge.Engineer);

        ShouldBeForbidden(exchange, "insufficient_permission");
        exchange.Answer.Problem("needed").ShouldBe("permission reports:read or reports:admin");
        exchange.Answer.Problem("has").ShouldBe("role Engineers; permissions orders:read, orders:write");
    }

    [Theory]
    [InlineData("/reports/q1")]
    [InlineData("/yarp-policy")]
    [InlineData("/one-of")]
    [InlineData("/not-users")]
    public async Task An_administrator_may(string path) =>
        (await edge.GetAsync(path, "X-API-Key: " + edge.Administrator)).Forwarded.Header("X-Auth-User").ShouldBe("adam");

    [Fact]
    public async Task Not_role_refuses_the_role_it_names() =>
        ShouldBeForbidden(await edge.GetAsync("/not-users", "X-API-Key: " + edge.User), "insufficient_role");

    [Fact]
    public async Task One_of_several_conditions_is_enough()
    {
        (await edge.GetAsync("/one-of", "X-API-Key: " + edge.User)).Status.ShouldBe(200);
        ShouldBeForbidden(await edge.GetAsync("/one-of", "X-API-Key: " + edge.Engineer), "insufficient_permission");
    }

    [Theory]
    [InlineData("/orders/1", "TRACK", "GET, HEAD, POST, PUT, PATCH, DELETE")]
    [InlineData("/orders/1", "OPTIONS", "GET, HEAD, POST, PUT, PATCH, DELETE")]
    [InlineData("/get-only", "POST", "GET, HEAD")]
    [InlineData("/get-only", "post", "GET, HEAD")]
    [InlineData("/post-only", "GET", "POST")]
    [InlineData("/post-only", "HEAD", "POST")]
    public async Task A_method_that_no_entry_names_is_not_allowed(string path, string method, string allow)
    {
        var exchange = await edge.SendAsync(method, path, "X-API-Key: " + edge.Administrator, "Content-Length: 0");

        exchange.Status.ShouldBe(405);
        exchange.Answer.Header("Allow").ShouldBe(allow);
        exchange.Seen.ShouldBeEmpty();
        if (method != "HEAD")
            exchange.Code.ShouldBe("method_not_allowed");
    }

    [Fact]
    public async Task A_method_that_the_routes_match_does_not_take_is_not_allowed()
    {
        var exchange = await edge.SendAsync("DELETE", "/match-get", "X-API-Key: " + edge.Administrator);

        exchange.Status.ShouldBe(405);
        exchange.Code.ShouldBe("method_not_allowed");
        exchange.Answer.Header("Allow").ShouldBe("GET, HEAD");
        exchange.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_of_head_has_no_body()
    {
        var exchange = await edge.SendAsync("HEAD", "/orders/1");

        exchange.Status.ShouldBe(401);
        exchange.Answer.Body.ShouldBeEmpty();
    }

    private static void ShouldBeForbidden(Exchange exchange, string code)
    {
        exchange.Status.ShouldBe(403);
        exchange.Code.ShouldBe(code);
        exchange.Seen.ShouldBeEmpty();
        exchange.Answer.HeadersOf("WWW-Authenticate").ShouldNotBeEmpty();
        exchange.Answer.HeadersOf("WWW-Authenticate").ShouldAllBe(one => one.EndsWith("error=\"insufficient_scope\"", StringComparison.Ordinal));
    }

    public sealed class Edge() : EdgeFixture("""
        {
          "default": { "ClusterId": "legacy", "Match": { "Path": "/default" }, "TokenGateway": { "Policy": "Default" } },
          "yarp-default": { "ClusterId": "legacy", "Match": { "Path": "/yarp-default" }, "AuthorizationPolicy": "Default", "TokenGateway": {} },
          "yarp-policy": { "ClusterId": "legacy", "Match": { "Path": "/yarp-policy" }, "AuthorizationPolicy": "report-readers" },
          "get-only": { "ClusterId": "legacy", "Match": { "Path": "/get-only" }, "TokenGateway": { "Access": [ { "Methods": ["GET"], "AnyToken": true } ] } },
          "post-only": { "ClusterId": "legacy", "Match": { "Path": "/post-only" }, "TokenGateway": { "Access": [ { "Methods": ["POST"], "AnyToken": true } ] } },
          "match-get": { "ClusterId": "legacy", "Match": { "Path": "/match-get", "Methods": ["GET"] }, "TokenGateway": { "Policy": "Default" } },
          "not-users": { "ClusterId": "legacy", "Match": { "Path": "/not-users" }, "TokenGateway": { "Access": [ { "NotRole": ["Users"] } ] } },
          "one-of": { "ClusterId": "legacy", "Match": { "Path": "/one-of" }, "TokenGateway": { "Access": [
            { "OneOf": [ { "AnyRole": ["Users"] }, { "AllPermissions": ["reports:read", "orders:write"] } ] } ] } }
        }
        """);
}
