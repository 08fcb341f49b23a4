using System.Net.Http.Headers;
using System.Text;
using TokenGateway.Core.Access;

namespace TokenGateway.EndToEnd.Tests.Management;

/// <summary>Every endpoint with a body, with names and values that are valid JSON but not valid Unicode text.</summary>
public sealed class NotUnicodeTests(ManagedEdge edge) : IClassFixture<ManagedEdge>
{
    private static readonly string[] Endpoints =
    [
        "POST /session", "POST /leaks", "POST /tokens", "POST /tokens/1/rotate", "POST /users", "PATCH /users/alice", "PATCH /settings",
    ];

    // Latin-1: characters above 7F are bytes that are not valid UTF-8.
    private static readonly string[] Bodies =
    [
        """{"\ud800":1}""", """{"token":"\ud800"}""", """{"name":"a\udc00b"}""", """{"x":{"\udfff":[]}}""", "{\"\u00ff\":1}", "{\"token\":\"\u00c0\u0080\"}",
    ];

    private readonly Task<string> _token = TokenAsync(edge);

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var endpoint in Endpoints)
            {
                foreach (var body in Bodies)
                    cases.Add(endpoint, body);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_body_is_refused_with_one_clear_error(string endpoint, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(endpoint.Split(' ')[0]), new Uri(edge.Gateway.Management, "/api/v1" + endpoint.Split(' ')[1]));
        request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        if (endpoint is not ("POST /session" or "POST /leaks"))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _token);
        using var client = new HttpClient();

        using var answer = await client.SendAsync(request);

        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(400, text);
        text.ShouldContain("\"invalid_request\"");
        text.ShouldContain("not Unicode (line 1, byte ");
    }

    private static async Task<string> TokenAsync(ManagedEdge edge) => (await edge.Gateway.IssueAsync("adam", "Administrators", request => request with
    {
        Manages = ManagementRights.Own | ManagementRights.Tokens | ManagementRights.Users | ManagementRights.Settings,
    })).Value;
}
