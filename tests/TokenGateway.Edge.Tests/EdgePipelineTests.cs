using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Edge.Tests.Configuration.Ambiguity;
using TokenGateway.Edge.Tests.Decisions;

namespace TokenGateway.Edge.Tests;

/// <summary>
/// The order of the stages: of several things that are wrong with a request the first decides. The routes are those of
/// <c>Decisions/outcomes.json</c>; which decision comes of a token and a route is the table beside it.
/// </summary>
public sealed class EdgePipelineTests : IAsyncLifetime
{
    private readonly LiveEdge _edge = new(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Decisions", "outcomes.json")));

    [Theory]
    [InlineData("a bad target before the route", "GET", "/nowhere/../x", "", "BadTarget")]
    [InlineData("a bad target before the credentials", "GET", "/orders/%5C", "Authorization: Bearer a b", "BadTarget")]
    [InlineData("a bad host before the route", "GET", "/nowhere", "Host: h.com.", "BadTarget")]
    [InlineData("the method that none forwards before the route", "TRACE", "/nowhere", "", "MethodNotAllowed")]
    [InlineData("the route before the credentials", "GET", "/nowhere", "Authorization: Bearer a b", "NotFound")]
    [InlineData("what the route forbids in a path before the credentials", "GET", "/orders/a%2Fb", "Authorization: Bearer a b", "BadTarget")]
    [InlineData("a preflight before the credentials", "OPTIONS", "/orders/1", "Origin: https://a.example | Access-Control-Request-Method: GET | Authorization: Bearer a b", "PreflightRefused")]
    [InlineData("the credentials before the method", "PUT", "/orders/1", "", "MissingToken")]
    [InlineData("a wrong token before the method", "PUT", "/orders/1", "Authorization: Bearer wrong", "InvalidToken")]
    [InlineData("a wrong token on an open route too", "GET", "/open/1", "Authorization: Bearer wrong", "InvalidToken")]
    [InlineData("the method before the role", "PUT", "/orders/1", "Authorization: Bearer USER", "MethodNotAllowed")]
    [InlineData("the role before a second target", "POST", "/orders/1", "Authorization: Bearer USER | Destination: /prod", "InsufficientRole")]
    [InlineData("a second target before forwarding", "GET", "/orders/1", "Authorization: Bearer USER | Destination: /prod", "WrongRealm")]
    [InlineData("nothing is wrong", "GET", "/orders/1", "Authorization: Bearer USER", "Allowed")]
    [InlineData("nothing is wrong on an open route", "GET", "/open/1", "", "Allowed")]
    [InlineData("the gateway's own pages need no route", "GET", "/livez", "Authorization: Bearer wrong", "Allowed")]
    public async Task First_of_what_is_wrong_decides(string what, string method, string target, string sent, string outcome)
    {
        var headers = sent.Split(" | ", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Replace("USER", LiveEdge.TokenOf("user"), StringComparison.Ordinal));
        var request = new SampleRequest(target) { Method = method, Headers = headers.Where(pair => pair.Key != "Host").ToDictionary(), Host = headers.GetValueOrDefault("Host", "h.com") };

        (await _edge.SendAsync(request, token: null)).Outcome.ShouldBe(outcome, what);
    }

    [Fact]
    public async Task Request_that_passed_no_intake_is_a_mistake_of_the_host()
    {
        var pipeline = ActivatorUtilities.CreateInstance<EdgePipeline>(_edge.Services, (RequestDelegate)(_ => throw new InvalidOperationException("forwarded")));

        (await Should.ThrowAsync<InvalidOperationException>(pipeline.InvokeAsync(new DefaultHttpContext()))).Message.ShouldContain("intake");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _edge.DisposeAsync();
}
