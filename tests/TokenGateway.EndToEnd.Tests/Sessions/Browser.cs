using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace TokenGateway.EndToEnd.Tests.Sessions;

/// <summary>A client of the management endpoint that stores cookies as a browser on this machine would, and exposes them.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _client;

    /// <param name="from">The source address; any of 127.0.0.0/8 is this machine.</param>
    public Browser(Uri address, string from = "127.0.0.1") => _client = new HttpClient(HandlerFrom(from)) { BaseAddress = address };

    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    /// <summary>The antiforgery token from the last response that contained one.</summary>
    public string? Antiforgery { get; set; }

    public string Session => Cookies["__Host-tgw-session"];

    public static SocketsHttpHandler HandlerFrom(string address) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    public Task<Page> SignInAsync(string user, string password, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, JsonContent.Create(new { user, password }), headers);

    public Task<Page> ShowAsync(params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, null, headers);

    /// <summary>Signs out with the antiforgery token from the gateway.</summary>
    public Task<Page> SignOutAsync(params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Delete, null, Antiforgery is null ? headers : [.. headers, ("X-Antiforgery-Token", Antiforgery)]);

    public async Task<Page> SendAsync(HttpMethod method, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/session") { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(one => $"{one.Key}={one.Value}")));
        using var response = await _client.SendAsync(request);
        var page = await Page.ReadAsync(response);
        Keep(page);
        return page;
    }

    public void Dispose() => _client.Dispose();

    private void Keep(Page page)
    {
        foreach (var line in page.SetCookies)
        {
            var pair = line.Split(';')[0].Split('=', 2);
            if (pair[1].Length == 0)
                Cookies.Remove(pair[0]);
            else
                Cookies[pair[0]] = pair[1];
        }

        if (page.Body?["antiforgery"] is { } token)
            Antiforgery = token.GetValue<string>();
    }
}
