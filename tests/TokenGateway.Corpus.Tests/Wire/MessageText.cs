using System.Globalization;

namespace TokenGateway.Corpus.Tests.Wire;

/// <summary>A request taken apart: first line, header lines, body.</summary>
/// <param name="Fields">Whole lines.</param>
internal sealed record MessageText(string Method, string Target, IReadOnlyList<string> Fields, string Body)
{
    private const string Break = "\r\n";
    private const string UpgradeLines =
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    public static MessageText Parse(string text)
    {
        var end = text.IndexOf(Break + Break, StringComparison.Ordinal);
        var head = (end < 0 ? text : text[..end]).Split(Break);
        var space = head[0].IndexOf(' ', StringComparison.Ordinal);
        return new MessageText(head[0][..space], head[0][(space + 1)..], head[1..], end < 0 ? "" : text[(end + 4)..]);
    }

    /// <summary>As HTTP/1.1 writes it, with <c>Host</c> and the body's length where they are missing.</summary>
    public string ToHttp1(bool upgrade)
    {
        var text = $"{Method} {Target} HTTP/1.1{Break}";
        if (!Has("Host"))
            text += $"Host: gateway.test{Break}";
        foreach (var line in Fields)
            text += line + Break;
        if (Body.Length > 0 && !Has("Content-Length") && !Has("Transfer-Encoding"))
            text += string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}{Break}");
        if (upgrade)
            text += UpgradeLines;
        return text + Break + Body;
    }

    /// <summary>As the fields of an HTTP/2 stream: names in lower case, the host as authority.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ToFields()
    {
        var named = Fields.Select(Split).ToList();
        var host = named.FirstOrDefault(one => one.Key == "host").Value ?? "gateway.test";
        return
        [
            new(":method", Method), new(":scheme", "http"), new(":path", Target), new(":authority", host),
            .. named.Where(one => one.Key != "host"),
        ];
    }

    /// <summary>The fields of a case that writes them itself, <c>name: value</c> a line, names as they stand.</summary>
    public static (IReadOnlyList<KeyValuePair<string, string>> Fields, string Body) ParseFields(string text)
    {
        var end = text.IndexOf(Break + Break, StringComparison.Ordinal);
        var lines = (end < 0 ? text : text[..end]).Split(Break);
        return ([.. lines.Select(SplitExact)], end < 0 ? "" : text[(end + 4)..]);
    }

    private bool Has(string name) => Fields.Any(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));

    private static KeyValuePair<string, string> Split(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return new(line[..colon].ToLowerInvariant(), line[(colon + 1)..].Trim(' '));
    }

    // A pseudo field begins with a colon. Exactly one space behind the name's colon is ours, the rest is the value's.
    private static KeyValuePair<string, string> SplitExact(string line)
    {
        var colon = line.IndexOf(':', 1);
        return new(line[..colon], line[(colon + 1)..] is [' ', ..] ? line[(colon + 2)..] : line[(colon + 1)..]);
    }
}
