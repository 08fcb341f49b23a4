using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.EndToEnd.Tests.Logs;
using TokenGateway.Testing;
using Yarp.ReverseProxy.Forwarder;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>An exception results in a 500 of the gateway's own, one access log line with it, and one logged error.</summary>
public sealed class UnhandledErrorTests
{
    [Theory]
    [InlineData("/orders/routing")]
    [InlineData("/orders/routing-later")]
    [InlineData("/orders/forwarder")]
    [InlineData("/orders/forwarder-later")]
    public async Task Error_is_answered_and_logged_once(string path)
    {
        await using var logged = await StartAsync();
        var answer = await logged.SendAsync(RawRequest.Of("GET", path, "X-API-Key: " + (await logged.Gateway.IssueAsync("alice", "Users")).Value));
        var lines = (await logged.StopAndReadAsync()).Select(line => JsonNode.Parse(line)!).ToList();

        answer.Status.ShouldBe(500);
        answer.Body.ShouldContain("The gateway failed to handle the request.");
        answer.Body.ShouldNotContain("Secret of the exception");
        var request = lines.Where(line => line["event"]?.ToString() == "Request").ShouldHaveSingleItem();
        request["status"]!.GetValue<int>().ShouldBe(500);
        request["outcome"]!.ToString().ShouldBe("internal_error");
        lines.Where(line => line["level"]!.ToString() == "Error").ShouldHaveSingleItem()["event"]!.ToString().ShouldBe("RequestFailed");
    }

    [Fact]
    public async Task Answer_that_has_begun_is_cut_and_logged_as_failed()
    {
        await using var logged = await StartAsync();
        var answer = await Raw.SendAsync(
            logged.Gateway.Edge, RawRequest.Of("GET", "/orders/forwarder-begun", "X-API-Key: " + (await logged.Gateway.IssueAsync("alice", "Users")).Value));
        var lines = (await logged.StopAndReadAsync()).Select(line => JsonNode.Parse(line)!).ToList();

        answer.ShouldNotEndWith("0\r\n\r\n");
        lines.Where(line => line["event"]?.ToString() == "Request").ShouldHaveSingleItem()["outcome"]!.ToString().ShouldBe("internal_error");
    }

    [Theory]
    [InlineData("^(a+)+$", 404)]
    [InlineData("^(?=(a+)+$)a+$", 500)]
    public async Task Constraint_of_a_path_does_not_search_for_long(string pattern, int status)
    {
        await using var logged = await StartAsync($$"""
            { "rx": { "ClusterId": "down", "Match": { "Path": "/rx/{id:regex({{pattern}})}" }, "TokenGateway": { "Anonymous": true } } }
            """);
        (await logged.SendAsync(RawRequest.Of("GET", "/rx/aaa"))).Status.ShouldBe(200);

        // Routing's default timeout is ten seconds, after which the request would end without a body.
        var answer = await logged.SendAsync(RawRequest.Of("GET", "/rx/" + new string('a', 60) + "b"));

        answer.Status.ShouldBe(status);
        answer.Body.ShouldNotBeEmpty();
        var request = (await logged.StopAndReadAsync()).Select(line => JsonNode.Parse(line)!).Last(line => line["event"]?.ToString() == "Request");
        request["status"]!.GetValue<int>().ShouldBe(answer.Status);
    }

    private static Task<LoggedGateway> StartAsync(string routes = "{}") => LoggedGateway.StartAsync(routes, "Information", builder =>
    {
        builder.Services.AddSingleton<MatcherPolicy, ThrowingPolicy>();
        builder.Services.AddSingleton<IHttpForwarder, ThrowingForwarder>();
    });

    private sealed class ThrowingPolicy : MatcherPolicy, IEndpointSelectorPolicy
    {
        public override int Order => 0;

        public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

        public async Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
        {
            if (httpContext.Request.Path.Value!.EndsWith("/routing-later", StringComparison.Ordinal))
                await Task.Yield();
            if (httpContext.Request.Path.Value!.Contains("/routing", StringComparison.Ordinal))
                throw new InvalidOperationException("Secret of the exception");
        }
    }

    private sealed class ThrowingForwarder : IHttpForwarder
    {
        public async ValueTask<ForwarderError> SendAsync(
            HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient, ForwarderRequestConfig requestConfig, HttpTransformer transformer)
        {
            var path = context.Request.Path.Value!;
            if (path.EndsWith("-later", StringComparison.Ordinal))
                await Task.Yield();
            if (path.EndsWith("-begun", StringComparison.Ordinal))
                await context.Response.WriteAsync("a part of it");
            if (path.Contains("/forwarder", StringComparison.Ordinal))
                throw new InvalidOperationException("Secret of the exception");
            return ForwarderError.None;
        }
    }
}
