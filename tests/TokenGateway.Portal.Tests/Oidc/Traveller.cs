using System.Net;
using System.Text.RegularExpressions;

namespace TokenGateway.Portal.Tests.Oidc;

/// <summary>A browser without a screen: keeps cookies of each host and port, and follows what it is told to.</summary>
internal sealed partial class Traveller : IDisposable
{
    private const int MostSteps = 15;

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });

    public Dictionary<string, Dictionary<string, string>> Cookies { get; } = new(StringComparer.Ordinal);

    /// <summary>Where it stands.</summary>
    public Uri At { get; private set; } = null!;

    public HttpStatusCode Status { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>Each address that it was sent to, oldest first.</summary>
    public List<Uri> Way { get; } = [];

    public string? SessionAt(Uri gateway) => Cookies.GetValueOrDefault(gateway.Authority)?.GetValueOrDefault("__Host-tgw-session");

    public async Task<HttpResponseMessage> SendOnceAsync(Uri address, HttpMethod? method = null, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address) { Content = content };
        var jar = Cookies.TryGetValue(address.Authority, out var known) ? known : Cookies[address.Authority] = [];
        if (jar.Count > 0)
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", jar.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await _client.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            if (pair[1].Length == 0)
                jar.Remove(pair[0]);
            else
                jar[pair[0]] = pair[1];
        }

        (At, Status, Text) = (address, answer.StatusCode, await answer.Content.ReadAsStringAsync());
        return answer;
    }

    /// <summary>Goes there, and on while it is sent on. Stops ahead of an address that <paramref name="stop"/> says.</summary>
    /// <returns>Where it stopped ahead of; null: it has arrived.</returns>
    public async Task<Uri?> GoAsync(Uri address, HttpMethod? method = null, HttpContent? content = null, Func<Uri, bool>? stop = null)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            using var answer = await SendOnceAsync(address, method, content);
            (method, content) = (null, null);
            if (answer.Headers.Location is not { } next)
                return null;
            address = new Uri(address, next);
            Way.Add(address);
            if (stop?.Invoke(address) == true)
                return address;
        }

        throw new InvalidOperationException($"It goes on and on: {string.Join(" ", Way)}");
    }

    /// <summary>Signs in at the provider, on whose form it stands.</summary>
    public Task<Uri?> SignInAsync(string login, Func<Uri, bool>? stop = null) =>
        GoAsync(At, HttpMethod.Post, new FormUrlEncodedContent([KeyValuePair.Create("login", login)]), stop);

    /// <summary>Sends a form of the gateway, with the token of the page on which it stands.</summary>
    public Task<HttpResponseMessage> PostAsync(Uri address, params (string Name, string Value)[] fields) => SendOnceAsync(address, HttpMethod.Post, new FormUrlEncodedContent(
        fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", FormToken().Match(Text).Groups["token"].Value))));

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormToken();
}
