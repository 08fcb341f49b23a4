using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Refusals;

namespace TokenGateway.Dialects.Tests.Products;

/// <summary>What every refusal of every dialect keeps, whatever its words.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string, RefusalCode> All
    {
        get
        {
            var all = new TheoryData<string, RefusalCode>();
            foreach (var name in Product.Names)
            {
                foreach (var code in RefusalCodes.OfTraffic)
                    all.Add(name, code);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_refusal_is_JSON_is_not_stored_and_has_the_requests_id(string name, RefusalCode code)
    {
        var (response, body) = await WriteAsync(name, The(code));

        response.Headers.CacheControl.ToString().ShouldBe("no-store");
        response.Headers.XContentTypeOptions.ToString().ShouldBe("nosniff");
        response.Headers["X-Request-Id"].ToString().ShouldBe("request-1");
        response.ContentType.ShouldNotBeNull().ShouldMatch("^application/(problem\\+)?json");
        response.ContentLength.ShouldBe(Encoding.UTF8.GetByteCount(body));
        JsonDocument.Parse(body).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
        response.Headers.WWWAuthenticate.Count.ShouldBe(response.StatusCode == 401 ? 1 : 0);
        response.StatusCode.ShouldBe(name == "Versio" && RefusalCodes.StatusOf(code) == 403 && code != RefusalCode.PreflightRefused ? 401 : RefusalCodes.StatusOf(code));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Allow_and_Retry_After_are_told(string name)
    {
        var (method, _) = await WriteAsync(name, The(RefusalCode.MethodNotAllowed) with { Allow = "GET, HEAD" });
        method.Headers.Allow.ToString().ShouldBe("GET, HEAD");

        var (limit, _) = await WriteAsync(name, The(RefusalCode.RateLimited) with { RetryAfter = 7 });
        limit.Headers.RetryAfter.ToString().ShouldBe("7");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Answer_to_HEAD_has_no_body(string name) => (await WriteAsync(name, The(RefusalCode.InvalidToken), HttpMethods.Head)).Body.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Method_that_nobody_knows_is_not_repeated(string name) =>
        (await WriteAsync(name, The(RefusalCode.MethodNotAllowed), "SECRETVALUE")).Body.ShouldNotContain("SECRETVALUE");

    public static TheoryData<string> Names => [.. Product.Names];

    private static Refusal The(RefusalCode code) => new() { Code = code, TraceId = "trace-1", RequestId = "request-1" };

    private static async Task<(HttpResponse Response, string Body)> WriteAsync(string name, Refusal refusal, string method = "GET")
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Response.Body = new MemoryStream();
        await Product.Of(name).Refusals.WriteAsync(context, refusal);
        return (context.Response, Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()));
    }
}
