using System.Collections.Immutable;
using System.Net;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Networks;

/// <summary>
/// The proxies that are believed when they say for whom they ask (<c>TrustedProxies</c>). Each of a chain adds the address
/// that it saw itself at the end of <c>X-Forwarded-For</c>; what stands before the first entry of a proxy that is not
/// trusted, anybody may have written.
/// </summary>
public sealed class TrustedProxies(ImmutableArray<AddressRange> ranges)
{
    /// <summary>Nobody is believed.</summary>
    public static TrustedProxies None { get; } = new([]);

    public bool IsEmpty => ranges.IsEmpty;

    /// <summary>Allocates nothing.</summary>
    public bool Contains(IPAddress? peer)
    {
        if (peer is null)
            return false;
        foreach (var range in ranges)
        {
            if (range.Contains(peer))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The address of the client behind <paramref name="peer"/>: the last entry that is not itself a trusted proxy, or the
    /// first where all of them are. Where the peer is not trusted, or an entry up to there cannot be read: the peer.
    /// </summary>
    /// <param name="peer">The address of the connection; null: a socket without addresses.</param>
    /// <param name="lines">The lines of <c>X-Forwarded-For</c> in their order.</param>
    public IPAddress? ClientOf(IPAddress? peer, IReadOnlyList<string?> lines) =>
        peer is not null && Contains(peer) ? ChainOf(peer, lines)?.Client ?? peer : peer;

    /// <summary>
    /// For whom <paramref name="peer"/>, which the caller knows to be trusted, asks; null: it says nothing, or what cannot
    /// be read, and speaks for itself.
    /// </summary>
    public ForwardedChain? ChainOf(IPAddress peer, IReadOnlyList<string?> lines)
    {
        List<IPAddress>? believed = null;
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            for (var rest = lines[i].AsSpan(); ;)
            {
                var comma = rest.LastIndexOf(',');
                if (!ForwardedAddress.TryParse(rest[(comma + 1)..], out var entry))
                    return null;
                (believed ??= [peer]).Add(entry);
                if (!Contains(entry))
                    return Join(believed);
                if (comma < 0)
                    break;
                rest = rest[..comma];
            }
        }

        return believed is null ? null : Join(believed);
    }

    // From the nearest to the client.
    private static ForwardedChain Join(List<IPAddress> believed) =>
        new(believed[^1], string.Join(", ", Enumerable.Reverse(believed).Select(ClientAddress.TextOf)));
}
