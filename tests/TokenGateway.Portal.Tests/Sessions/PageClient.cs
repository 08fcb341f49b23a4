using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Testing;

namespace TokenGateway.Portal.Tests.Sessions;

/// <summary>Sends what a browser would, form tokens and cookies included, without one.</summary>
public sealed partial class PageClient : IAsyncLifetime
{
    private const string Password = "correct horse battery";

    private readonly Dictionary<string, Dictionary<string, string>> _cookies = [];

    public TestGateway Gateway { get; private set; } = null!;

    public HttpClient Edge { get; private set; } = null!;

    private HttpClient Management { get; set; } = null!;

    private AccessModel Model => Gateway.Services.GetRequiredService<IAccessModelSource>().Current;

    public async Task InitializeAsync()
    {
        var configuration = Configs.Sample("http://127.0.0.1:1/");
        configuration["TokenGateway"]!["Tokens"]!["MaxPerUser"] = 10_000;
        configuration["TokenGateway"]!["ManagementLimits"] = JsonNode.Parse("""{ "Writes": { "Permits": 20, "Window": "1h" } }""");
        Gateway = await TestGateway.StartAsync(configuration);
        Edge = Gateway.CreateClient();
        Management = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Gateway.Management };
        foreach (var (id, role) in new[] { ("uma", "Users"), ("erik", "Engineers"), ("ada", "Administrators") })
        {
            var user = new User { Id = UserId.Parse(id), Roles = [RoleName.Parse(role)] };
            await Gateway.Users.CreateAsync(Actor.Operator("test"), user, new PasswordHasher<string>().HashPassword("", Password), Model, default);
            _cookies[id] = [];
            (await PostAsync(id, "/sign-in", "/sign-in", ("user", id), ("password", Password))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
    }

    public async Task DisposeAsync()
    {
        Management.Dispose();
        Edge.Dispose();
        await Gateway.DisposeAsync();
    }

    /// <returns>The token's id; its name is <c>test</c>.</returns>
    public async Task<string> IssueAsync(string user) =>
        (await Gateway.Tokens.IssueAsync(Actor.Operator("test"), new IssueRequest { Owner = UserId.Parse(user), Name = "test" }, Model, default)).Value!.Token.Id.ToString();

    public async Task<string> GetTextAsync(string user, string path) => await (await SendAsync(user, HttpMethod.Get, path)).Content.ReadAsStringAsync();

    public Task<HttpResponseMessage> PostAsync(string user, string path, params (string Name, string Value)[] fields) => PostAsync(user, path, "/account", fields);

    public async Task<HttpResponseMessage> SendAsync(string user, HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", _cookies[user].Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await Management.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            _cookies[user][pair[0]] = pair[1];
        }

        return answer;
    }

    // The token of any form of the session will do.
    private async Task<HttpResponseMessage> PostAsync(string user, string path, string form, params (string Name, string Value)[] fields)
    {
        var token = FormToken().Match(await GetTextAsync(user, form)).Groups["token"].Value;
        var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token)));
        return await SendAsync(user, HttpMethod.Post, path, content);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormToken();
}
