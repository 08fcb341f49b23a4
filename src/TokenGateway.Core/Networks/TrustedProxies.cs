using System.Collections.Immutable;
using System.Net;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Networks;

/// <summary>
/// The proxies whose client information is trusted (<c>TrustedProxies</c>). Each proxy of a chain appends the address of
/// its own peer to <c>X-Forwarded-For</c>; entries before that of the first untrusted proxy may be forged.
/// </summary>
public sealed class TrustedProxies(ImmutableArray<AddressRange> ranges)
{
    /// <summary>Trusts no proxy.</summary>
    public static TrustedProxies None { get; } = new([]);

    public bool IsEmpty => ranges.IsEmpty;

    /// <summary>Does not allocate.</summary>
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
    /// first if all are. If the peer is not trusted, or an entry up to there is invalid: the peer.
    /// </summary>
    /// <param name="peer">The address of the connection; null: a socket without addresses.</param>
    /// <param name="lines">The lines of <c>X-Forwarded-For</c> in their order.</param>
    public IPAddress? ClientOf(IPAddress? peer, IReadOnlyList<string?> lines) =>
        peer is not null && Contains(peer) ? ChainOf(peer, lines)?.Client ?? peer : peer;

    /// <summary>
    /// The client of <paramref name="peer"/>, which the caller knows to be trusted; null: it names none, or an invalid one,
    /// and is the client itself.
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

    // Collected from the nearest proxy to the client.
    private static ForwardedChain Join(List<IPAddress> believed) =>
        new(believed[^1], string.Join(", ", Enumerable.Reverse(believed).Select(ClientAddress.TextOf)));
}
