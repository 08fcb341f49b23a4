using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace TokenGateway.Testing;

/// <summary>A client of the management API, over a real connection.</summary>
public sealed class ApiClient : IDisposable
{
    private readonly HttpClient _client;

    /// <param name="address">The address of a Management endpoint.</param>
    /// <param name="token">The bearer token; null for none.</param>
    public ApiClient(Uri address, string? token)
    {
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { BaseAddress = address };
        if (token is not null)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Signs in: further calls use the session, as calls from our own pages do.</summary>
    public async Task SignInAsync(string user, string password)
    {
        var answer = await PostAsync("/session", new JsonObject { ["user"] = user, ["password"] = password }.ToJsonString());
        if (answer.Status != 201)
            throw new InvalidOperationException($"{user} cannot sign in: {answer.Status} {answer.Text}");
        var cookies = answer.Headers.GetValues("Set-Cookie").Select(line => line.Split(';')[0]);
        _client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies));
        _client.DefaultRequestHeaders.Add("X-Antiforgery-Token", (string?)answer["antiforgery"]);
    }

    public Task<ApiAnswer> GetAsync(string path) => SendAsync("GET", path);

    public Task<ApiAnswer> PostAsync(string path, string? json = null) => SendAsync("POST", path, json);

    public Task<ApiAnswer> PatchAsync(string path, string json) => SendAsync("PATCH", path, json);

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync("DELETE", path);

    /// <param name="path">A path below <c>/api/v1</c>, such as <c>/tokens</c>, or a whole path.</param>
    public async Task<ApiAnswer> SendAsync(string method, string path, string? body = null, string mediaType = "application/json")
    {
        var isWhole = path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/openapi", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), isWhole ? path : "/api/v1" + path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        using var response = await _client.SendAsync(request);
        return new ApiAnswer(
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType,
            string.Join(", ", response.Content.Headers.Allow.Order(StringComparer.Ordinal)));
    }

    public void Dispose() => _client.Dispose();
}
