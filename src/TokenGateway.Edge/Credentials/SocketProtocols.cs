using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Protections;

namespace TokenGateway.Edge.Credentials;

/// <summary>
/// Tokens in <c>Sec-WebSocket-Protocol</c> (RFC 6455, 11.3.4), the only header that a browser script can set when it opens
/// a WebSocket. An item that begins with a configured prefix, in any case, is a token; the others are the upstream's. Not a
/// record: a generated <c>ToString</c> would print the secret.
/// </summary>
internal sealed class SocketProtocols
{
    public const string Header = "Sec-WebSocket-Protocol";

    private readonly List<string> _others = [];

    private SocketProtocols()
    {
    }

    /// <summary>The number of tokens.</summary>
    public int Count { get; private set; }

    /// <summary>Whether an item was a prefix alone.</summary>
    public bool HasEmpty { get; private set; }

    /// <summary>The first token; null: there is none.</summary>
    public string? Value { get; private set; }

    /// <summary>The configured prefix of that token.</summary>
    public string? Prefix { get; private set; }

    /// <summary>Whether that prefix has the configured spelling; only then it authenticates.</summary>
    public bool Exact { get; private set; }

    /// <summary>
    /// The first item that is not a token of ours and is a valid protocol name, which a browser requires in the response;
    /// null: none.
    /// </summary>
    public string? FirstOther => _others.Find(static other => CredentialPlace.IsToken(other));

    /// <summary>Removes the tokens from <paramref name="headers"/>. Null: there is none, and nothing changed.</summary>
    public static SocketProtocols? Cut(IHeaderDictionary headers, ImmutableArray<string> prefixes)
    {
        var values = headers.SecWebSocketProtocol;
        if (values.Count == 0 || !HoldsAny(values, prefixes) || !Protection.SocketTokensCut.IsEnabled())
            return null;

        var found = new SocketProtocols();
        foreach (var value in values)
        {
            foreach (var part in value.AsSpan().Split(','))
                found.Add(value.AsSpan()[part].Trim(" \t"), prefixes);
        }

        headers.SecWebSocketProtocol = found._others.Count == 0 ? StringValues.Empty : string.Join(", ", found._others);
        return found;
    }

    private static bool HoldsAny(StringValues values, ImmutableArray<string> prefixes)
    {
        foreach (var value in values)
        {
            foreach (var part in value.AsSpan().Split(','))
            {
                if (TryFind(value.AsSpan()[part], prefixes, out _, out _))
                    return true;
            }
        }

        return false;
    }

    private void Add(ReadOnlySpan<char> item, ImmutableArray<string> prefixes)
    {
        if (!TryFind(item, prefixes, out var prefix, out var start))
        {
            if (!item.IsEmpty)
                _others.Add(item.ToString());
            return;
        }

        var token = item[(start + prefix.Length)..];
        if (token.IsEmpty)
        {
            HasEmpty = true;
        }
        else if (Count++ == 0)
        {
            (Value, Prefix) = (token.ToString(), prefix);
            Exact = start == 0 && item.StartsWith(prefix, StringComparison.Ordinal);
        }
    }

    // Some parsers skip leading characters that no protocol name contains. Such an item is stripped, but does not
    // authenticate.
    private static bool TryFind(ReadOnlySpan<char> item, ImmutableArray<string> prefixes, [NotNullWhen(true)] out string? prefix, out int start)
    {
        start = 0;
        while (start < item.Length && !CredentialPlace.IsTokenCharacter(item[start]))
            start++;
        prefix = null;
        foreach (var one in prefixes)
        {
            if (one.Length > (prefix?.Length ?? 0) && item[start..].StartsWith(one, StringComparison.OrdinalIgnoreCase))
                prefix = one;
        }

        return prefix is not null;
    }
}
