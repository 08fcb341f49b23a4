using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Standard;
using TokenGateway.Edge.Secrets;

namespace TokenGateway.Edge.Tests.Intake;

public sealed class RequestLineMaskTests
{
    private static readonly StandardTokenFormat Format = new("tgw");

    private readonly string _token = Format.Create(7);
    private readonly DefaultHttpContext _context = new();

    private IHttpRequestFeature Request => _context.Features.GetRequiredFeature<IHttpRequestFeature>();

    [Fact]
    public void An_ordinary_request_stands_as_it_is()
    {
        (Request.Method, Request.Path) = ("GET", "/orders/tgw_1_x");
        Request.Headers.TraceState = "v=1";

        Apply().ShouldBeNull();

        (Request.Method, Request.Path).ShouldBe(("GET", "/orders/tgw_1_x"));
        Request.Headers.TraceState.ToString().ShouldBe("v=1");
    }

    [Fact]
    public void A_request_without_a_path_has_nothing_to_cover()
    {
        (Request.Method, Request.Path) = ("CONNECT", null!);

        RequestLineMask.Apply(Request, new StandardDialect("tgw").Shape, new CleanTexts()).ShouldBeNull();
    }

    [Fact]
    public void Path_and_method_are_covered_and_come_back()
    {
        var (method, path) = (_token, "/orders/" + _token);
        (Request.Method, Request.Path) = (method, path);

        var covered = Apply();

        covered.ShouldNotBeNull();
        Request.Method.ShouldBe("-");
        Request.Path.ShouldBe("/[token removed]");
        covered.Restore(_context);
        (Request.Method, Request.Path).ShouldBe((method, path));
    }

    [Theory]
    [InlineData("traceparent")]
    [InlineData("tracestate")]
    [InlineData("baggage")]
    [InlineData("Correlation-Context")]
    [InlineData("Request-Id")]
    public void What_an_activity_would_keep_is_dropped(string header)
    {
        Request.Headers[header] = "a=" + _token;

        Apply();

        Request.Headers.ShouldNotContainKey(header);
    }

    private RequestLineMask? Apply() => RequestLineMask.Apply(Request, new StandardDialect("tgw").Shape, clean: null);
}
