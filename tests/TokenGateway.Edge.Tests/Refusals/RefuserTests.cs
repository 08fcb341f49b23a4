using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Core.Refusals;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Refusals;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Tests.Stages;

namespace TokenGateway.Edge.Tests.Refusals;

/// <summary>One place turns a code into an answer; the route's dialect gives it words.</summary>
public sealed class RefuserTests(StagedEdge edge) : IClassFixture<StagedEdge>
{
    private const string Mistyped = "tgw_12_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG000000";

    private readonly Refuser _refuser = new(TimeProvider.System);

    public static TheoryData<RefusalCode> Codes => [.. Enum.GetValues<RefusalCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Every_code_is_an_answer_that_nobody_stores(RefusalCode code)
    {
        var (context, request) = On("any");

        var body = await RefuseAsync(context, code, "why");

        context.Response.StatusCode.ShouldBe(RefusalCodes.StatusOf(code));
        context.Response.Headers.CacheControl.ToString().ShouldBe("no-store");
        context.Response.Headers["X-Request-Id"].ToString().ShouldBe(context.TraceIdentifier);
        ((string?)body["detail"], (int?)body["status"], (string?)body["code"]).ShouldBe(("why", RefusalCodes.StatusOf(code), RefusalCodes.NameOf(code)));
        request.Refused.ShouldBe(code);
    }

    [Fact]
    public async Task Challenge_is_by_the_places_of_the_route()
    {
        var (any, _) = On("any");
        var (headers, _) = On("headers");

        await RefuseAsync(any, RefusalCode.MissingToken);
        await RefuseAsync(headers, RefusalCode.MissingToken);

        any.Response.Headers.WWWAuthenticate.ToString().ShouldContain("Bearer");
        headers.Response.Headers.WWWAuthenticate.ToString().ShouldBe("ApiKey realm=\"tokengateway\"");
    }

    [Fact]
    public async Task Allowed_methods_and_the_time_to_wait_are_headers()
    {
        var (context, _) = On("any");

        await _refuser.RefuseAsync(context, RefusalCode.MethodNotAllowed, allow: "GET, HEAD", retryAfter: 7);

        context.Response.Headers.Allow.ToString().ShouldBe("GET, HEAD");
        context.Response.Headers.RetryAfter.ToString().ShouldBe("7");
    }

    [Fact]
    public async Task A_403_says_what_is_missing_and_what_the_token_has()
    {
        var (context, _) = On("any");
        await _refuser.RefuseAsync(context, RefusalCode.InsufficientRole, needed: "role Engineers", has: "role Users");

        var body = Body(context);

        ((string?)body["needed"], (string?)body["has"]).ShouldBe(("role Engineers", "role Users"));
    }

    [Fact]
    public async Task Dialect_is_the_routes()
    {
        var (context, _) = On("gcore");

        var body = await RefuseAsync(context, RefusalCode.MissingToken);

        body["title"].ShouldBeNull();
    }

    [Theory]
    [InlineData("browser", true)]
    [InlineData("any", false)]
    public async Task Refusal_varies_by_origin_where_scripts_may_read_it(string route, bool varies)
    {
        var (context, _) = On(route);

        await RefuseAsync(context, RefusalCode.MissingToken);

        context.Response.Headers.Vary.Contains("Origin").ShouldBe(varies);
    }

    [Fact]
    public async Task Secret_is_in_no_refusal_but_the_public_id_of_a_mistyped_one_may_be()
    {
        var (context, request) = On("any");
        request.Credential = new PresentedCredential(Mistyped, 0, Mistyped.Length, CredentialPlaceKind.Header);

        await RefuseAsync(context, RefusalCode.InvalidToken);

        var text = Body(context).ToJsonString() + string.Join('\n', context.Response.Headers.Select(header => header.Value.ToString()));
        text.ShouldNotContain(Mistyped[7..]);
    }

    [Fact]
    public async Task Answer_that_has_begun_is_left_alone()
    {
        var (context, request) = On("any");
        context.Features.Set<IHttpResponseFeature>(new StartedResponse());

        await _refuser.RefuseAsync(context, RefusalCode.UpstreamTimeout);

        context.Response.StatusCode.ShouldBe(200);
        request.Refused.ShouldBe(RefusalCode.UpstreamTimeout);
    }

    [Fact]
    public async Task HEAD_has_the_headers_and_no_body()
    {
        var (context, _) = On("any");
        context.Request.Method = HttpMethods.Head;

        await _refuser.RefuseAsync(context, RefusalCode.NotFound);

        context.Response.ContentLength.ShouldNotBe(0);
        context.Response.Body.Length.ShouldBe(0);
    }

    [Fact]
    public void Only_edge_requests_are_refused_here() =>
        Should.Throw<InvalidOperationException>(() => _refuser.RefuseAsync(new DefaultHttpContext(), RefusalCode.NotFound));

    private (DefaultHttpContext Context, EdgeRequest Request) On(string route)
    {
        var staged = edge.On(route);
        staged.Context.Response.Body = new MemoryStream();
        staged.Context.TraceIdentifier = "request-1";
        return staged;
    }

    private async Task<JsonNode> RefuseAsync(DefaultHttpContext context, RefusalCode code, string? detail = null)
    {
        await _refuser.RefuseAsync(context, code, detail);
        return Body(context);
    }

    private static JsonNode Body(DefaultHttpContext context)
    {
        context.Response.Body.Position = 0;
        return JsonNode.Parse(context.Response.Body)!;
    }

    private sealed class StartedResponse : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }
}
