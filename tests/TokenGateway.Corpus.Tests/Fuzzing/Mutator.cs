using TokenGateway.Corpus.Tests.Cases;
using TokenGateway.Corpus.Tests.Running;

namespace TokenGateway.Corpus.Tests.Fuzzing;

/// <summary>
/// Makes new requests out of the corpus: takes a case's text and changes it where a grammar has its joints (lines, words,
/// separators), or anywhere. The same number gives the same request.
/// </summary>
internal sealed class Mutator(CorpusTokens tokens, int number)
{
    /// <summary>What makes the upstream, or a host's own code, act so that the answer is wrong or a failure.</summary>
    private static readonly string[] Plays = ["X-Play", "X-Switch", "X-Meddle"];

    // Neither these nor what has answers without their bodies.
    private static readonly CorpusCase[] Seeds =
        [.. Cases.Corpus.Cases.Where(one => !Plays.Any(name => one.Request.Text.Contains(name, StringComparison.Ordinal)) && !one.Request.Text.StartsWith("HEAD", StringComparison.Ordinal))];

    private static readonly CorpusCase[] ForHttp1 = [.. Seeds.Where(one => one.Request.Form != RequestForm.Fields)];
    private static readonly CorpusCase[] ForHttp2 = [.. Seeds.Where(one => one.Request.Form == RequestForm.Message)];

    private const string Break = "\r\n";

    /// <summary>What attacks are made of.</summary>
    private static readonly string[] Pieces =
    [
        "\r\n", "\n", "\r", "\0", " ", "\t", ":", ";", "/", "//", "/./", "/../", "..;/", "%2e", "%2f", "%5c", "\\", "%00", "%0d%0a", "%25", "%", "?", "&", "=", "#",
        "\x0b", "\x7f", "\xa0", "\xff", ",", "\"", "'", "_", ".", "+", "-", "0", "5", "ffffffff", "X-Auth-User: root", "X_Auth_User: root",
        "x.auth.user: root", "Authorization: Bearer {good}", "Authorization: Bearer {weak}", "Authorization: Bearer {unknown}",
        "X-API-Key: {good}", "Content-Length: 5", "Content-Length: 0", "Transfer-Encoding: chunked", "Connection: X-Auth-User",
        "Connection: close", "Connection: keep-alive", "Upgrade: websocket", "Upgrade: h2c", "Expect: 100-continue", "Host: b", "X-Original-URL: /admin/x",
        "api_token={good}", "api_token=", "%61pi_token={weak}", "/admin/x", "/limited/x", "/protected/x", "/public/x",
        "GET /admin/x HTTP/1.1\r\nHost: a\r\n\r\n", "0\r\n\r\n", "5\r\nhello\r\n", " HTTP/1.1", "http://gateway.test", "@evil.test", "Cookie: __Host-tgw-session=s",
        "Connection: Upgrade", "Upgrade: SPDY/3.1", "Upgrade: websocket, h2c", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Host: admin.test", "Host: ADMIN.test.", "Host: a.corp.test", "Host: b\xfccher.test", "X-Forwarded-Host: admin.test", "admin.test", ".test", ":443",
        "X-Mode: 1", "X-Tie: 1, 2", "tie=1&tie=2", "X_Mode: 1", "action=delete", "%20action=delete", "action=list;action=delete", "_method=DELETE", "X-HTTP-Method-Override: DELETE",
        "Destination: /admin/x", "Authorization: NTLM TlRMTVNTUAAB", "Authorization: Negotiate YIIJ", "X-Tenant: evil", "X_Upstream_Key: evil",
        "OPTIONS", "HEAD", "DELETE", "POST", "Origin: https://app.test", "Access-Control-Request-Method: DELETE", "/files/private%2Fx", "%252f", "%252e", "%255c", "%E9", "%25E9", "%c1", "./", "/hosted/x", "/modes/x", "/acts/x", "/verbs/x",
    ];

    private static readonly string[] Routes =
    [
        "/public", "/protected", "/limited", "/loose", "/methods", "/cors", "/preflight", "/spdy", "/owned", "/hosted", "/verbs", "/modes", "/acts", "/ties", "/tied",
        "/files", "/posts", "",
    ];

    // Chance that can be had again: a run prints its number.
    private readonly Random _random = new(number);

    /// <summary>Bytes for HTTP/1.1.</summary>
    public string NextBytes()
    {
        var seed = Pick(ForHttp1);
        var text = tokens.Expand(seed.Request.Text, Pick(Routes));
        if (seed.Request.Form == RequestForm.Message)
            text = Wire.MessageText.Parse(text).ToHttp1(upgrade: _random.Next(10) == 0);
        return Mutate(text);
    }

    /// <summary>Fields of an HTTP/2 stream, and its body.</summary>
    public (IReadOnlyList<KeyValuePair<string, string>> Fields, string Body) NextFields()
    {
        var seed = Pick(ForHttp2);
        var message = Wire.MessageText.Parse(tokens.Expand(seed.Request.Text, Pick(Routes)));
        var fields = message.ToFields().ToList();
        for (var times = _random.Next(1, 4); times > 0; times--)
            MutateField(fields);
        return (fields, message.Body);
    }

    private string Mutate(string text)
    {
        for (var times = _random.Next(1, 5); times > 0; times--)
            text = MutateOnce(text);
        return text;
    }

    private string MutateOnce(string text)
    {
        var at = _random.Next(text.Length + 1);
        return _random.Next(8) switch
        {
            0 => text[..at] + Piece() + text[at..],
            1 => text[..at] + (char)_random.Next(256) + text[at..],
            2 => text.Remove(at, Math.Min(_random.Next(1, 8), text.Length - at)),
            3 => InsertLine(text, Piece()),
            4 => DoubleLine(text),
            5 => SwapLines(text),
            6 => text[..at] + Piece() + text[Math.Min(text.Length, at + _random.Next(1, 4))..],
            _ => SplitAtBreak(text),
        };
    }

    private string InsertLine(string text, string line)
    {
        var lines = text.Split(Break).ToList();
        lines.Insert(_random.Next(1, lines.Count + 1), line);
        return string.Join(Break, lines);
    }

    private string DoubleLine(string text)
    {
        var lines = text.Split(Break).ToList();
        lines.Insert(_random.Next(lines.Count + 1), lines[_random.Next(lines.Count)]);
        return string.Join(Break, lines);
    }

    private string SwapLines(string text)
    {
        var lines = text.Split(Break);
        var (one, other) = (_random.Next(lines.Length), _random.Next(lines.Length));
        (lines[one], lines[other]) = (lines[other], lines[one]);
        return string.Join(Break, lines);
    }

    private string SplitAtBreak(string text)
    {
        var at = text.IndexOf(Break, _random.Next(text.Length), StringComparison.Ordinal);
        return at < 0 ? text : text[..at] + Pick("\n", "\r", "\r\r\n", "\n\r", " \r\n", "\r\n ", "\r\n\t", "\0\r\n") + text[(at + Break.Length)..];
    }

    private void MutateField(List<KeyValuePair<string, string>> fields)
    {
        var at = _random.Next(fields.Count);
        var (name, value) = fields[at];
        switch (_random.Next(6))
        {
            case 0:
                fields.Insert(_random.Next(fields.Count + 1), new(name, MutateOnce(value + " ")));
                break;
            case 1:
                fields[at] = new(name, MutateOnce(value + " ").TrimEnd(' '));
                break;
            case 2:
                fields[at] = new(MutateOnce(name), value);
                break;
            case 3:
                fields.RemoveAt(at);
                if (fields.Count == 0)
                    fields.Add(new(name, value));
                break;
            case 4:
                var piece = Piece().Split(':', 2);
                fields.Add(new(piece[0].ToLowerInvariant(), piece[^1].Trim()));
                break;
            default:
                var other = _random.Next(fields.Count);
                (fields[at], fields[other]) = (fields[other], fields[at]);
                break;
        }
    }

    private string Piece() => tokens.Expand(Pick(Pieces), "");

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
