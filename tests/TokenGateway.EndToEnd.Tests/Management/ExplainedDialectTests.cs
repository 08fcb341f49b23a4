using System.Text.Json.Nodes;
using TokenGateway.Core.Access;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>For dialect calls and the gateway's own paths, the explanation matches what the edge does.</summary>
public sealed class ExplainedDialectTests
{
    private static readonly Dictionary<string, int> StatusOf = new(StringComparer.Ordinal)
    {
        ["missing_token"] = 401,
        ["method_not_allowed"] = 405,
        ["not_found"] = 404,
        ["bad_target"] = 400,
        ["insufficient_role"] = 403,
    };

    public static TheoryData<string, bool, string[]> Dialects => new()
    {
        {
            "GoodData", true,
            [
                "GET /api/v1/profile", "HEAD /api/v1/profile", "POST /api/v1/profile", "GET /API/v1/Profile/", "GET /api/v1/profile/x", "GET /api/v1/entities/users/alice/apiTokens",
                "PUT /api/v1/entities/users/alice/apiTokens", "GET /api/v1/entities/users/a%2Fb", "GET /api/entities/users/alice", "GET /api/v1/entities/users//apiTokens",
            ]
        },
        { "GoodData", false, ["GET /api/v1/profile", "POST /api/v1/entities/users/alice/apiTokens"] },
        {
            "Dataprep", true,
            ["GET /v4/people/current", "POST /v4/people/current", "GET /v4/apiAccessTokens", "DELETE /v4/apiAccessTokens", "GET /v4/open-api-spec", "GET /v4/nothing"]
        },
    };

    private static string[] Everywhere => ["GET /livez", "HEAD /livez", "POST /livez", "GET /livez/", "GET /LIVEZ", "TRACE /livez", "GET /.tokengateway/me", "POST /.tokengateway/me", "GET /status", "GET /orders/1", "DELETE /orders/1", "GET /nowhere"];

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task An_explanation_is_what_the_edge_answers(string dialect, bool answersCalls, string[] requests)
    {
        await using var upstream = await TestUpstream.StartAsync();
        await using var gateway = await TestGateway.StartAsync(EdgeFixture.SampleWith(upstream.Address, "{}", $$"""
            { "Dialect": "{{dialect}}", "DialectEndpoints": {{(answersCalls ? "true" : "false")}}, "EdgeHealthPath": "/livez" }
            """));
        var admin = gateway.Api((await gateway.IssueAsync("adam", "Administrators", request => request with { Manages = ManagementRights.Own | ManagementRights.Tokens | ManagementRights.Users })).Value);
        var user = await gateway.IssueAsync("uma", "Users");

        foreach (var request in requests.Concat(Everywhere))
        {
            var (method, path) = (request.Split(' ')[0], request.Split(' ')[1]);
            foreach (var (query, header) in new[] { ("", (string[])[]), ($"&tokenId={user.Token.Id}", [$"Authorization: Bearer {user.Value}"]) })
            {
                var explained = await admin.GetAsync($"/explain?method={method}&path={Uri.EscapeDataString(path)}{query}");
                var answered = RawAnswer.Parse(await Raw.SendAsync(gateway.Edge, RawRequest.Of(method, path, header)));

                Compare(explained.Json!, answered.Status, $"{request}{query}: {explained.Text}");
            }
        }
    }

    // Whether a token may make the call is decided by the call itself: it responds with 403, and with 400 to invalid input.
    private static void Compare(JsonNode explained, int answered, string what)
    {
        if ((bool)explained["allowed"]!)
            answered.ShouldNotBeOneOf([401, 404, 405], what);
        else
            answered.ShouldBe(StatusOf[(string)explained["code"]!], what);
    }
}
