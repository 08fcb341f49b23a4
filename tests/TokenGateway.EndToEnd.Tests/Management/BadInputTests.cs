using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>One clear error that names the member or parameter; nothing is created, and the value is not repeated.</summary>
public sealed class BadInputTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    [Theory]
    [InlineData("", 400, "invalid_request", "The body is empty")]
    [InlineData("{", 400, "invalid_request", "line 1")]
    [InlineData("{\n \"name\": nope }", 400, "invalid_request", "line 2, byte")]
    [InlineData("{ \"name\": \"a\" } x", 400, "invalid_request", "The body is not JSON")]
    [InlineData("[]", 400, "invalid_request", "must be a JSON object")]
    [InlineData("null", 400, "invalid_request", "must be a JSON object")]
    [InlineData("\"text\"", 400, "invalid_request", "must be a JSON object")]
    [InlineData("{ \"nam\": \"a\" }", 400, "invalid_request", "nam: unknown member")]
    [InlineData("{ \"Name\": \"a\" }", 400, "invalid_request", "Name: unknown member")]
    [InlineData("{ \"tgw_1_secret\": 1 }", 400, "invalid_request", "Unknown member")]
    [InlineData("{ \"name\": \"a\", \"name\": \"b\" }", 400, "invalid_request", "duplicate")]
    [InlineData("{ \"name\": 7 }", 400, "invalid_value", "name: a text is expected")]
    [InlineData("{ \"name\": [] }", 400, "invalid_value", "name: a text is expected")]
    [InlineData("{ \"permissions\": \"orders:read\" }", 400, "invalid_value", "permissions: a list of texts is expected")]
    [InlineData("{ \"permissions\": [1] }", 400, "invalid_value", "permissions[0]: a text is expected")]
    [InlineData("{ \"permissions\": [\"a,b\"] }", 400, "invalid_value", "permissions[0]:")]
    [InlineData("{ \"permissions\": [null] }", 400, "invalid_value", "permissions[0]:")]
    [InlineData("{ \"role\": \"No Role\" }", 400, "invalid_value", "role:")]
    [InlineData("{ \"role\": \"Nobody\" }", 422, "role_unknown", "Roles: ")]
    [InlineData("{ \"owner\": \"\" }", 400, "invalid_value", "owner:")]
    [InlineData("{ \"realm\": \" x\" }", 400, "invalid_value", "realm:")]
    [InlineData("{ \"manages\": [\"all\"] }", 400, "invalid_value", "manages[0]:")]
    [InlineData("{ \"externalId\": \".x\" }", 400, "invalid_value", "externalId:")]
    [InlineData("{ \"addresses\": [\"10.0.0.0/8\", \"10\"] }", 400, "invalid_value", "addresses[1]:")]
    [InlineData("{ \"expiresAt\": \"2031-01-01\" }", 400, "invalid_value", "expiresAt:")]
    [InlineData("{ \"expiresAt\": \"2001-01-01T00:00:00Z\" }", 422, "end_in_the_past", "not in the future")]
    [InlineData("{ \"expiresIn\": \"30\" }", 400, "invalid_value", "expiresIn:")]
    [InlineData("{ \"expiresIn\": \"0s\" }", 400, "invalid_value", "expiresIn:")]
    [InlineData("{ \"expiresIn\": \"99999999d\" }", 400, "invalid_value", "expiresIn:")]
    [InlineData("{ \"expiresIn\": \"1d\", \"expiresAt\": \"2099-01-01T00:00:00Z\" }", 400, "invalid_value", "expiresIn: expiresAt is given too")]
    [InlineData("{ \"notBefore\": \"soon\" }", 400, "invalid_value", "notBefore:")]
    [InlineData("{ \"name\": \"a\\u0007b\" }", 400, "invalid_value", "name")]
    public async Task A_token_is_not_made_of(string body, int status, string code, string detail)
    {
        var before = (await edge.Owner.GetAsync("/tokens")).Items.Count;

        var answer = await edge.Owner.PostAsync("/tokens", body);

        (answer.Status, answer.Code).ShouldBe((status, code), answer.Text);
        answer.Detail.ShouldNotBeNull().ShouldContain(detail);
        answer.Text.ShouldNotContain("secret");
        (await edge.Owner.GetAsync("/tokens")).Items.Count.ShouldBe(before);
    }

    [Theory]
    [InlineData("/tokens?stat=active", "invalid_request", "stat: unknown parameter")]
    [InlineData("/tokens?state=gone", "invalid_value", "state:")]
    [InlineData("/tokens?state=active&state=expired", "invalid_request", "state: the parameter occurs 2 times in the query")]
    [InlineData("/tokens?limit=0", "invalid_value", "limit:")]
    [InlineData("/tokens?limit=501", "invalid_value", "limit:")]
    [InlineData("/tokens?limit=x", "invalid_value", "limit:")]
    [InlineData("/tokens?cursor=", "invalid_request", "cursor:")]
    [InlineData("/tokens?cursor=garbage", "invalid_request", "cursor:")]
    [InlineData("/tokens?cursor=!!", "invalid_request", "cursor:")]
    [InlineData("/tokens?cursor=dXNlcnMKYWxpY2U", "invalid_request", "cursor:")]
    [InlineData("/tokens?expiresBefore=tomorrow", "invalid_value", "expiresBefore:")]
    [InlineData("/tokens?unusedSince=90", "invalid_value", "unusedSince:")]
    [InlineData("/tokens?owner=%01", "invalid_value", "owner:")]
    [InlineData("/tokens?realm=%20", "invalid_value", "realm:")]
    [InlineData("/users?limit=-1", "invalid_value", "limit:")]
    [InlineData("/users?owner=alice", "invalid_request", "owner: unknown parameter")]
    [InlineData("/audit?action=token.vanished", "invalid_value", "action:")]
    [InlineData("/audit?from=yesterday", "invalid_value", "from:")]
    [InlineData("/audit?cursor=dG9rZW5zCjc", "invalid_request", "cursor:")]
    [InlineData("/me?x=1", "invalid_request", "x: unknown parameter")]
    [InlineData("/explain", "invalid_value", "path:")]
    [InlineData("/explain?path=orders", "invalid_value", "path:")]
    [InlineData("/explain?path=/orders/1&role=Nobody", "invalid_value", "role:")]
    [InlineData("/explain?path=/orders/1&permissions=x", "invalid_value", "role:")]
    [InlineData("/explain?path=/orders/1&tokenId=x", "invalid_value", "tokenId:")]
    [InlineData("/explain?path=/orders/1&tokenId=1&role=Users", "invalid_value", "tokenId:")]
    [InlineData("/explain?path=/orders/1&method=G%20T", "invalid_value", "method:")]
    public async Task A_query_is_refused(string path, string code, string detail)
    {
        var answer = await edge.Admin.GetAsync(path);

        (answer.Status, answer.Code).ShouldBe((400, code), answer.Text);
        answer.Detail.ShouldNotBeNull().ShouldContain(detail);
    }

    [Theory]
    [InlineData("POST", "/users", "{ \"roles\": [\"Users\"] }", 400, "invalid_value", "id:")]
    [InlineData("POST", "/users", "{ \"id\": \"a%b\", \"roles\": [\"Users\"] }", 400, "invalid_value", "id:")]
    [InlineData("POST", "/users", "{ \"id\": \"nell\" }", 400, "invalid_value", "roles:")]
    [InlineData("POST", "/users", "{ \"id\": \"nell\", \"roles\": [] }", 400, "invalid_value", "at least one role")]
    [InlineData("POST", "/users", "{ \"id\": \"nell\", \"roles\": [\"Nobody\"] }", 422, "role_unknown", "Roles: ")]
    [InlineData("POST", "/users", "{ \"id\": \"nell\", \"roles\": [\"Users\"], \"email\": \"\" }", 400, "invalid_value", "e-mail")]
    [InlineData("PATCH", "/users/alice", "{ \"disabled\": null }", 400, "invalid_value", "disabled:")]
    [InlineData("PATCH", "/users/alice", "{ \"disabled\": \"yes\" }", 400, "invalid_value", "disabled: true or false is expected")]
    [InlineData("PATCH", "/users/alice", "{ \"roles\": null }", 400, "invalid_value", "roles:")]
    [InlineData("PATCH", "/users/alice", "{ \"number\": 7 }", 400, "invalid_request", "number: unknown member")]
    [InlineData("PATCH", "/settings", "{ \"maxPerUser\": 1.5 }", 400, "invalid_value", "maxPerUser: a whole number is expected")]
    [InlineData("PATCH", "/settings", "{ \"maxPerUser\": \"1\" }", 400, "invalid_value", "maxPerUser: a whole number is expected")]
    [InlineData("PATCH", "/settings", "{ \"maxPerUser\": 0 }", 400, "invalid_value", "maxPerUser:")]
    [InlineData("PATCH", "/settings", "{ \"maxLifetime\": \"0s\" }", 400, "invalid_value", "maxLifetime:")]
    [InlineData("PATCH", "/settings", "{ \"maxLifetime\": \"long\" }", 400, "invalid_value", "maxLifetime:")]
    [InlineData("PATCH", "/settings", "{ \"creators\": \"Nobody\" }", 400, "invalid_value", "creators:")]
    [InlineData("PATCH", "/settings", "{ \"prefix\": \"x\" }", 400, "invalid_request", "prefix: unknown member")]
    [InlineData("POST", "/leaks", "{ }", 400, "invalid_value", "token:")]
    [InlineData("POST", "/leaks", "{ \"token\": 7 }", 400, "invalid_value", "token:")]
    [InlineData("POST", "/tokens/1/rotate", "{ \"overlap\": \"8\" }", 400, "invalid_value", "overlap:")]
    public async Task A_body_is_refused(string method, string path, string body, int status, string code, string detail)
    {
        var answer = await edge.Admin.SendAsync(method, path, body);

        (answer.Status, answer.Code).ShouldBe((status, code), answer.Text);
        answer.Detail.ShouldNotBeNull().ShouldContain(detail);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    public async Task A_body_that_is_not_JSON_is_refused(string mediaType)
    {
        var answer = await edge.Owner.SendAsync("POST", "/tokens", "{}", mediaType);

        (answer.Status, answer.Code).ShouldBe((415, "unsupported_media_type"), answer.Text);
        answer.Detail!.ShouldContain("application/json");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        var answer = await edge.Owner.PostAsync("/tokens", $$"""{ "name": "{{new string('x', 64 * 1024)}}" }""");

        (answer.Status, answer.Code).ShouldBe((413, "body_too_large"), answer.Text);
    }

    [Fact]
    public async Task A_body_that_does_not_arrive_is_not_waited_for()
    {
        var token = await edge.OwnerTokenAsync("slow");

        var answer = RawAnswer.Parse(await Raw.SendAsync(
            edge.Gateway.Management,
            $"POST /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{ \"name\"",
            TimeSpan.FromSeconds(30)));

        answer.Status.ShouldBe(408, answer.Body);
        answer.Body.ShouldContain("\"request_timeout\"");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("999999")]
    [InlineData("99999999999999999999")]
    public async Task An_id_that_is_none_is_not_found(string id)
    {
        foreach (var (method, path) in new[] { ("GET", ""), ("DELETE", ""), ("POST", "/deactivate"), ("POST", "/activate"), ("POST", "/rotate"), ("DELETE", "/overlap") })
        {
            var answer = await edge.Admin.SendAsync(method, $"/tokens/{id}{path}");

            (answer.Status, answer.Code).ShouldBe((404, "not_found"), $"{method} {path} {answer.Text}");
        }
    }
}
