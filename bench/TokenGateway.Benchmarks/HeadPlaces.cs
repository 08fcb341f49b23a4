using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TokenGateway.Dialects;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Secrets;
using TokenGateway.Edge.Targets;

namespace TokenGateway.Benchmarks;

/// <summary>The places of a request's head, each with all that the edge does to find a value in it.</summary>
internal sealed class HeadPlaces(ITokenShape shape, string value)
{
    private readonly SecretEncodings _forms = SecretEncodings.Of(value);

    private (string? Text, string Path) _decoded = (null, "");

    private readonly CredentialPlaces _places = CredentialPlaces.Create(
        [new(CredentialPlaceKind.Scheme, "Bearer"), new(CredentialPlaceKind.Header, "X-API-Key"), new(CredentialPlaceKind.Query, "api_token"), new(CredentialPlaceKind.Query, "t")], []);

    public IReadOnlyList<(string Name, Action<string> Search)> All =>
    [
        ("header, no token", text => TokenScanner.ContainsToken(text, shape)),
        ("header, right token", Header),
        ("100 headers, right token", Headers),
        ("header name, right token", Name),
        ("tracestate", Trace),
        ("path", Path),
        ("query", text => QueryScan.TryStrip(text, _places, shape, out _)),
        ("cookie", text => CookieCutter.TryCut(text, out _)),
        ("connection", Connection),
    ];

    private bool Holds(ReadOnlySpan<char> text) => TokenScanner.ContainsToken(text, shape, _forms);

    private void Header(string text) => Holds(text);

    private void Headers(string text)
    {
        for (var at = 0; at + 300 <= text.Length; at += 300)
            Holds(text.AsSpan(at, 300));
    }

    private void Name(string text)
    {
        shape.IsIn(text);
        text.Contains(value, StringComparison.OrdinalIgnoreCase);
        shape.IsAcross(text, text);
    }

    private void Trace(string text)
    {
        var clean = new CleanTexts();
        RequestLineMask.Apply(new HttpRequestFeature { Method = "GET", Path = "/", Headers = { TraceState = text } }, shape, clean);
        TokenScanner.ContainsToken(text, shape, _forms, clean);
    }

    // As the server decodes it, as it came (the rules, a copy of the secret), and before it is written to the log.
    private void Path(string text)
    {
        var clean = new CleanTexts();
        RequestLineMask.Apply(new HttpRequestFeature { Method = "GET", Path = Decoded(text) }, shape, clean);
        RequestTarget.Inspect(text);
        SecretSearch.Holds(text, value);
        TokenScanner.ContainsToken(text, shape, clean: clean);
    }

    // Decoding is the server's work: once for all tries of a text.
    private string Decoded(string text)
    {
        if (!ReferenceEquals(text, _decoded.Text))
            _decoded = (text, PathString.FromUriComponent("/" + text).Value![1..]);
        return _decoded.Path;
    }

    private static void Connection(string text)
    {
        var headers = new HeaderDictionary { ["Connection"] = text, ["Accept"] = "*/*", ["A"] = "x", ["X-1"] = "y" };
        ConnectionOptions.RemoveNamed(headers);
    }
}
