using Microsoft.AspNetCore.Http;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Tests.Stages;

namespace TokenGateway.Edge.Tests.Intake;

/// <summary>Which headers no client may speak, whatever the spelling.</summary>
public sealed class RequestHeadersTests(StagedEdge edge) : IClassFixture<StagedEdge>
{
    [Theory]
    [InlineData("Accept")]
    [InlineData("X-Request-Id")]
    [InlineData("X-Auth")]
    [InlineData("Authorization")]
    [InlineData("X-API-Key")]
    [InlineData("Content-Type")]
    public void Header_of_the_clients_stays(string name) => Clean((name, "v")).Headers.ShouldContainKey(name);

    [Theory]
    [InlineData("X-Auth-User")]
    [InlineData("x-auth-user")]
    [InlineData("X_Auth_User")]
    [InlineData("X.Auth.User")]
    [InlineData("X-Auth-Assertion")]
    [InlineData("X-HTTP-Method")]
    [InlineData("X-Original-URL")]
    [InlineData("Content_Length")]
    [InlineData("Transfer_Encoding")]
    [InlineData("Proxy_Authorization")]
    public void Header_that_is_ours_or_would_mean_more_than_it_says_goes(string name) => Clean((name, "v")).Headers.ShouldNotContainKey(name);

    [Fact]
    public void Place_of_a_token_in_another_spelling_goes_and_counts()
    {
        var (headers, request) = Clean(("X_API_Key", "T1"));

        headers.ShouldBeEmpty();
        request.AliasHeaders.ShouldBe(1);
    }

    [Fact]
    public void Connection_takes_what_it_names_and_nothing_of_ours()
    {
        var (headers, _) = Clean(("Connection", "X-Hop, close"), ("X-Hop", "1"), ("X-Kept", "1"));

        headers.ShouldNotContainKey("X-Hop");
        headers.ShouldContainKey("X-Kept");
    }

    [Fact]
    public void Method_override_that_a_route_forwards_is_kept_and_noted()
    {
        var (headers, request) = Clean(("X-HTTP-Method-Override", "DELETE"));

        headers.ShouldContainKey("X-HTTP-Method-Override");
        request.MethodOverrides.ToArray().ShouldBe(["DELETE"]);
    }

    [Fact]
    public void Second_target_is_noted()
    {
        var (headers, request) = Clean(("Destination", "/elsewhere"));

        request.HasSecondTarget.ShouldBeTrue();
        headers.ShouldContainKey("Destination");
    }

    [Theory]
    [InlineData("X Space")]
    [InlineData("X(Paren)")]
    [InlineData("X\u00e9")]
    public void Name_that_is_no_token_refuses_the_message(string name)
    {
        var (context, request) = edge.On(null);
        context.Request.Headers[name] = "1";

        RequestHeaders.TryClean(context.Request.Headers, request).ShouldBeFalse();
    }

    private (IHeaderDictionary Headers, EdgeRequest Request) Clean(params (string Name, string Value)[] headers)
    {
        var (context, request) = edge.On(null, "/", [.. headers.Select(header => (header.Name, new string?[] { header.Value }))]);
        RequestHeaders.TryClean(context.Request.Headers, request).ShouldBeTrue();
        return (context.Request.Headers, request);
    }
}
