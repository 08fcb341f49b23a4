using System.Text;

namespace TokenGateway.EndToEnd.Tests.Leaks;

/// <summary>The table: every known location of a secret in a request.</summary>
internal static class SecretCases
{
    /// <summary>The supported credential locations.</summary>
    public static IReadOnlyList<SecretCase> Places { get; } =
    [
        new("bearer", secret => Get("/a", "Authorization: Bearer " + secret)),
        new("apikey scheme", secret => Get("/a", "Authorization: APIKey " + secret)),
        new("apitoken scheme", secret => Get("/a", "Authorization: apiToken " + secret)),
        new("basic password", secret => Get("/a", "Authorization: Basic " + Base64("u:" + secret))),
        new("basic user", secret => Get("/a", "Authorization: Basic " + Base64(secret + ":"))),
        new("header", secret => Get("/a", "X-API-Key: " + secret)),
        new("query", secret => Get("/a?x=1&api_token=" + secret)),
    ];

    /// <summary>Other locations, and supported ones in requests that fail.</summary>
    public static IReadOnlyList<SecretCase> Elsewhere { get; } =
    [
        new("unknown scheme", secret => Get("/a", "Authorization: Digest " + secret)),
        new("bearer twice", secret => Get("/a", "Authorization: Bearer " + secret, "Authorization: Bearer " + secret)),
        new("bearer and header", secret => Get("/a", "Authorization: Bearer " + secret, "X-API-Key: " + secret)),
        new("header and query", secret => Get("/a?api_token=" + secret, "X-API-Key: " + secret)),
        new("query twice", secret => Get($"/a?api_token={secret}&api_token={secret}")),
        new("bearer with a tab", secret => Get("/a", "Authorization: Bearer\t" + secret)),
        new("bearer quoted", secret => Get("/a", $"Authorization: Bearer \"{secret}\"")),
        new("bearer and more", secret => Get("/a", $"Authorization: Bearer {secret} x")),
        new("header under an alias", secret => Get("/a", "X_API_Key: " + secret)),
        new("query encoded", secret => Get($"/a?%61pi_token={Encode(secret)}")),
        new("query encoded twice", secret => Get($"/a?api_token={Encode(Encode(secret))}")),
        new("query of another name", secret => Get("/a?state=" + secret)),
        new("query of another name, encoded twice", secret => Get("/a?state=" + Encode(Encode(secret)))),
        new("query name", secret => Get($"/a?{secret}=1")),
        new("query, anonymous", secret => Get("/open/a?api_token=" + secret)),
        new("referer", secret => Get("/a", "Referer: https://app.test/?t=" + secret)),
        new("referer beside it", secret => Get("/a", "X-API-Key: " + secret, "Referer: https://app.test/?t=" + Encode(secret))),
        new("referer, anonymous", secret => Get("/open/a", "Referer: https://app.test/?t=" + secret)),
        new("cookie", secret => Get("/open/a", "Cookie: a=b; session=" + secret)),
        new("our cookie", secret => Get("/open/a", "Cookie: __Host-tgw-session=" + secret)),
        new("user agent", secret => Get("/open/a", "User-Agent: curl " + secret)),
        new("forwarded for", secret => Get("/open/a", "X-Forwarded-For: " + secret)),
        new("traceparent and state", secret => Get("/open/a", "traceparent: 00-" + new string('a', 32) + "-" + new string('b', 16) + "-01", "tracestate: v=" + secret, "baggage: k=" + secret)),
        new("request id", secret => Get("/open/a", "X-Request-Id: " + secret, "Request-Id: " + secret)),
        new("path", secret => Get("/a/" + secret)),
        new("path, presented", secret => Get("/a/" + secret, "X-API-Key: " + secret)),
        new("path encoded", secret => Get("/a/" + Encode(secret))),
        new("path encoded twice", secret => Get("/a/" + Encode(Encode(secret)))),
        new("path, anonymous", secret => Get("/open/" + secret)),
        new("path encoded, anonymous", secret => Get("/open/" + Encode(secret) + "/x")),
        new("path and dots", secret => Get($"/open/{secret}/../x")),
        new("path of no route", secret => Raw("GET", "/nowhere/" + secret)),
        new("path and TRACE", secret => Raw("TRACE", "/open/" + secret)),
        new("path and a method of no route", secret => Raw("PURGE", "/get/" + secret)),
        new("path and upstream down", secret => Get("/down/" + secret)),
        new("path and upstream hanging", secret => Get("/hang/" + secret)),
        new("absolute form", secret => Get($"http://gateway.test/a?api_token={secret}")),
        new("absolute form, path", secret => Get($"http://gateway.test/open/{secret}")),
        new("absolute form, user", secret => Get($"http://{secret}@gateway.test/open/a")),
        new("absolute form, host", secret => Get($"http://{secret}/open/a")),
        new("upstream down", secret => Get("/down/a?api_token=" + secret)),
        new("upstream hanging", secret => Get("/hang/a", "Authorization: Bearer " + secret)),
        new("upstream breaking off", secret => Get("/break/a", "Authorization: Bearer " + secret)),
        new("query and TRACE", secret => Raw("TRACE", "/a?api_token=" + secret)),
        new("query and CONNECT", secret => Raw("CONNECT", "gateway.test:443?api_token=" + secret)),
        new("preflight", secret => Raw("OPTIONS", "/a?api_token=" + secret, "Origin: https://app.test", "Access-Control-Request-Method: GET")),
        new("header name", secret => Get("/open/a", secret + ": x")),
        new("header without a colon", secret => Get("/open/a", "X-Header " + secret)),
        new("header with a space before the colon", secret => Get("/open/a", "X-Header : " + secret)),
        new("folded header", secret => Get("/open/a", "X-Header: a", " " + secret)),
        new("header with NUL", secret => Get("/open/a", $"X-API-Key: {secret}\0")),
        new("content length", secret => Get("/open/a", "Content-Length: " + secret)),
        new("transfer encoding", secret => Get("/open/a", "Transfer-Encoding: " + secret)),
        new("expect", secret => Get("/open/a", "Expect: " + secret)),
        new("host", secret => "GET /open/a HTTP/1.1\r\nHost: " + secret + "\r\nConnection: close\r\n\r\n"),
        new("host as it should not be", secret => $"GET /open/a HTTP/1.1\r\nHost: a b{secret}\r\nConnection: close\r\n\r\n"),
        new("method", secret => Raw(secret, "/open/a")),
        new("method that is none", secret => Raw("G(T" + secret, "/open/a")),
        new("version", secret => $"GET /open/a HTTP/{secret}\r\nHost: gateway.test\r\n\r\n"),
        new("target of no version", secret => $"GET /a?api_token={secret}\r\nHost: gateway.test\r\n\r\n"),
        new("target of another version", secret => $"GET /a?api_token={secret} HTTP/9.9\r\nHost: gateway.test\r\n\r\n"),
        new("target with two spaces", secret => $"GET  /a?api_token={secret} HTTP/1.1\r\nHost: gateway.test\r\n\r\n"),
        new("target with NUL", secret => Get($"/a\0?api_token={secret}")),
        new("target not ASCII", secret => Get($"/a\u00e9?api_token={secret}")),
        new("target without a slash", secret => Get(secret)),
        new("request line too long", secret => Get($"/a?api_token={secret}&x=" + new string('x', 9000))),
        new("header too long", secret => Get("/a", "X-API-Key: " + secret + new string('x', 40_000))),
        new("nothing but it", secret => secret + "\r\n\r\n"),
        new("LF alone", secret => $"GET /a?api_token={secret} HTTP/1.1\nX-API-Key: {secret}\n\n"),
        new("body", secret => Raw("POST", "/open/a", $"Content-Length: {secret.Length}") + secret),
        new("body as a form", secret => Raw("POST", "/open/a", "Content-Type: application/x-www-form-urlencoded", $"Content-Length: {secret.Length + 10}") + "api_token=" + secret),
        new("body that lies", secret => Raw("POST", "/open/a", "Transfer-Encoding: chunked") + secret + "\r\n\r\n"),
        new("chunk extension", secret => Raw("POST", "/open/a", "Transfer-Encoding: chunked") + $"1;x={secret}\r\na\r\n0\r\n\r\n"),
        new("trailer", secret => Raw("POST", "/open/a", "Transfer-Encoding: chunked") + $"1\r\na\r\n0\r\nX-API-Key: {secret}\r\n\r\n"),
        new("socket", secret => Socket("/socket/a?api_token=" + secret)),
        new("socket protocol", secret => Socket("/socket/a", "Sec-WebSocket-Protocol: bearer, " + secret)),
        new("socket key", secret => Socket("/socket/a", "Sec-WebSocket-Key: " + secret)),
        new("self", secret => Get("/.tokengateway/me?api_token=" + secret)),
        new("self, path", secret => Get("/.tokengateway/me/" + secret, "X-API-Key: " + secret)),
    ];

    /// <summary>
    /// Whether the secret is part of the raw method or path, which the runtime's own event sources (Kestrel, System.Net.Http) report before
    /// and after any code of ours. Only a user who may debug the process can listen to them.
    /// </summary>
    public static bool IsInRequestLine(string name) =>
        name.Contains("path", StringComparison.Ordinal) || name.StartsWith("method", StringComparison.Ordinal);

    private static string Get(string target, params string[] headers) => Raw("GET", target, headers);

    private static string Raw(string method, string target, params string[] headers) => RawRequest.Of(method, target, headers);

    private static string Socket(string target, params string[] headers) => RawRequest.Of(
        "GET", target, ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", .. headers]);

    private static string Encode(string text) => string.Concat(Encoding.Latin1.GetBytes(text).Select(one => $"%{one:X2}"));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
