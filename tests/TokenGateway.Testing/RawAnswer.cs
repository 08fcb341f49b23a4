using System.Globalization;
using System.Text.Json.Nodes;

namespace TokenGateway.Testing;

/// <summary>One response as received on the wire.</summary>
/// <param name="Status">The status; 0 if there was no response.</param>
/// <param name="Headers">The header lines in the order received, one entry each.</param>
public sealed record RawAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    /// <summary>The value of the only header with this name; null if there is none.</summary>
    public string? Header(string name) => HeadersOf(name) switch
    {
        [] => null,
        [var only] => only,
        var more => throw new InvalidOperationException($"{name} stands {more.Count} times: {string.Join(" | ", more)}"),
    };

    public IReadOnlyList<string> HeadersOf(string name) =>
        [.. Headers.Where(one => one.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(one => one.Value)];

    /// <summary>A member of the problem document; null if it has none.</summary>
    public string? Problem(string member) => JsonNode.Parse(Body)![member]?.ToString();

    /// <summary>Parses the first response in the text. The body is everything after its head, chunked or not.</summary>
    public static RawAnswer Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return new RawAnswer(0, [], text);
        var lines = text[..end].Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(':', 2))
            .Select(parts => new KeyValuePair<string, string>(parts[0], parts[1].Trim())).ToList();
        return new RawAnswer(int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture), headers, text[(end + 4)..]);
    }
}
