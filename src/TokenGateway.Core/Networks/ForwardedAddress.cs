using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Networks;

/// <summary>
/// An entry of <c>X-Forwarded-For</c>: <c>192.0.2.1</c>, <c>2001:db8::1</c>, and with a port or brackets, as some proxies
/// write it: <c>192.0.2.1:4711</c>, <c>[2001:db8::1]</c>, <c>[2001:db8::1]:4711</c>. An IPv4-mapped address becomes the
/// IPv4 address.
/// </summary>
internal static class ForwardedAddress
{
    /// <summary>False: a name, <c>unknown</c>, a non-canonical address, a zone, or nothing.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        text = text.Trim(" \t");
        return TrySplit(text, out var host, out var port) && IsPort(port) && TryParseHost(host, text[0] == '[', out address);
    }

    private static bool TrySplit(ReadOnlySpan<char> text, out ReadOnlySpan<char> host, out ReadOnlySpan<char> port)
    {
        host = text;
        port = default;
        if (text.IsEmpty)
            return false;
        if (text[0] == '[')
        {
            var end = text.IndexOf(']');
            if (end < 0)
                return false;
            host = text[1..end];
            port = text[(end + 1)..];
        }
        else if (text.IndexOf(':') is var colon and >= 0 && colon == text.LastIndexOf(':'))
        {
            host = text[..colon];
            port = text[colon..];
        }

        return true;
    }

    // The framework also parses "10" and "0x0a.1" as addresses, unlike AddressRange.
    private static bool TryParseHost(ReadOnlySpan<char> host, bool bracketed, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (host.Length > 45 || host.Contains('/') || !AddressRange.TryParse(host.ToString(), out _) || !IPAddress.TryParse(host, out var parsed))
            return false;
        if (bracketed && parsed.AddressFamily != AddressFamily.InterNetworkV6)
            return false;
        address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        return true;
    }

    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text[0] == ':' && ushort.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
