using System.Text;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Refusals;
using TokenGateway.Dialects.Standard;

namespace TokenGateway.Dialects.Tests.Standard;

public sealed class StandardRefusalsTests
{
    public static TheoryData<RefusalCode> All => [.. RefusalCodes.OfTraffic];

    [Fact]
    public async Task The_body_is_a_problem_document_with_all_that_may_be_told()
    {
        var (response, body) = await WriteAsync(The(RefusalCode.InsufficientPermission) with
        {
            Detail = "The route asks for more.",
            Needed = "orders:write",
            Has = "orders:read",
        });

        response.StatusCode.ShouldBe(403);
        response.ContentType.ShouldBe("application/problem+json");
        body.ShouldBe("""
            {"type":"about:blank","title":"The token lacks a permission.","status":403,"code":"insufficient_permission","detail":"The route asks for more.","needed":"orders:write","has":"orders:read","traceId":"trace-1"}
            """);
        response.ContentLength.ShouldBe(Encoding.UTF8.GetByteCount(body));
    }

    [Fact]
    public async Task What_is_not_known_is_left_out()
    {
        var (_, body) = await WriteAsync(The(RefusalCode.NotFound));

        body.ShouldBe("""{"type":"about:blank","title":"Not found.","status":404,"code":"not_found","traceId":"trace-1"}""");
    }

    [Theory]
    [InlineData(RefusalCode.PreflightRefused)]
    [InlineData(RefusalCode.CannotForward)]
    [InlineData(RefusalCode.BadRequest)]
    public async Task A_refusal_without_a_code_tells_none(RefusalCode code) =>
        (await WriteAsync(The(code))).Body.ShouldNotContain("\"code\"");

    [Fact]
    public async Task Text_of_the_request_cannot_break_out_of_the_document()
    {
        var (_, body) = await WriteAsync(The(RefusalCode.BadTarget) with { Detail = "\"}</script>\r\n\u2028" });

        System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("detail").GetString().ShouldBe("\"}</script>\r\n\u2028");
        body.ShouldNotContain("<");
        body.ShouldNotContain("\n");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_refusal_has_its_status_an_id_and_is_kept_by_no_cache(RefusalCode code)
    {
        var (response, body) = await WriteAsync(The(code));

        response.StatusCode.ShouldBe(RefusalCodes.StatusOf(code));
        response.Headers.CacheControl.ToString().ShouldBe("no-store");
        response.Headers["X-Request-Id"].ToString().ShouldBe("request-1");
        response.Headers["X-Content-Type-Options"].ToString().ShouldBe("nosniff");
        body.ShouldContain($"\"status\":{response.StatusCode},");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_401_and_nothing_without_need_of_a_token_has_a_challenge(RefusalCode code)
    {
        var (response, _) = await WriteAsync(The(code));

        var expected = response.StatusCode == 401
            || code is RefusalCode.AmbiguousCredentials or RefusalCode.InsufficientRole or RefusalCode.InsufficientPermission or RefusalCode.WrongRealm;
        (response.Headers.WWWAuthenticate.Count > 0).ShouldBe(expected);
    }

    [Fact]
    public async Task The_answer_to_HEAD_has_the_length_and_no_body()
    {
        var get = await WriteAsync(The(RefusalCode.MissingToken));
        var head = await WriteAsync(The(RefusalCode.MissingToken), HttpMethods.Head);

        head.Body.ShouldBeEmpty();
        head.Response.ContentLength.ShouldBe(get.Body.Length);
        head.Response.Headers.WWWAuthenticate.ShouldBe(get.Response.Headers.WWWAuthenticate);
    }

    [Fact]
    public async Task Retry_after_and_allow_are_sent_when_given()
    {
        var (limited, _) = await WriteAsync(The(RefusalCode.RateLimited) with { RetryAfter = 12 });
        var (mismatch, _) = await WriteAsync(The(RefusalCode.MethodNotAllowed) with { Allow = "GET, HEAD" });
        var (plain, _) = await WriteAsync(The(RefusalCode.NotFound));

        limited.Headers.RetryAfter.ToString().ShouldBe("12");
        mismatch.Headers.Allow.ToString().ShouldBe("GET, HEAD");
        plain.Headers.RetryAfter.ShouldBeEmpty();
        plain.Headers.Allow.ShouldBeEmpty();
    }

    private static Refusal The(RefusalCode code) => new() { Code = code, TraceId = "trace-1", RequestId = "request-1" };

    private static async Task<(HttpResponse Response, string Body)> WriteAsync(Refusal refusal, string method = "GET")
    {
        var body = new MemoryStream();
        var context = new DefaultHttpContext { Request = { Method = method }, Response = { Body = body } };
        await new StandardDialect("tgw").Refusals.WriteAsync(context, refusal);
        return (context.Response, Encoding.UTF8.GetString(body.ToArray()));
    }
}
