using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TokenGateway.Edge.Targets;

/// <summary>
/// Validates the host of a request. Routes may be bound to hosts, and routing compares text: a spelling that another server
/// reads as the same host would be decided by another route. A host that passes has only one spelling.
/// </summary>
internal static class HostInspector
{
    private const int LongestHost = 255;
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly IdnMapping Idn = new();

    /// <summary>Validates a value of <c>Host</c> or <c>:authority</c>. Does not allocate for a name; parses an address.</summary>
    public static HostFault Inspect(ReadOnlySpan<char> authority)
    {
        if (authority.IsEmpty)
            return HostFault.Missing;
        var literal = authority[0] == '[';
        var end = literal ? authority.IndexOf(']') + 1 : authority.IndexOf(':') is var colon and >= 0 ? colon : authority.Length;
        if (end == 0 || authority.Length > LongestHost || !IsPort(authority[end..]))
            return HostFault.Malformed;
        return literal ? InspectLiteral(authority[1..(end - 1)]) : InspectName(authority[..end]);
    }

    /// <summary>Short public text for the detail of a 400; never repeats the host.</summary>
    public static string Describe(HostFault fault) => fault switch
    {
        HostFault.Missing => "The request names no host.",
        HostFault.TrailingDot => "The host ends in a dot.",
        HostFault.OtherSpelling => "The host is not in its canonical form.",
        _ => "The host is malformed.",
    };

    private static HostFault InspectName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name.ContainsAnyExcept(Letters) || name[0] == '.')
            return HostFault.Malformed;
        if (name[^1] == '.')
            return HostFault.TrailingDot;
        if (name.IndexOf("..") >= 0)
            return HostFault.Malformed;
        if (EndsInNumber(name) && !IsCanonicalAddress(name, AddressFamily.InterNetwork))
            return HostFault.OtherSpelling;
        return name.IndexOf("--") >= 0 && name.Contains("xn--", StringComparison.OrdinalIgnoreCase) ? InspectPunycode(name) : HostFault.None;
    }

    // Zone identifiers (RFC 6874) are local to one machine.
    private static HostFault InspectLiteral(ReadOnlySpan<char> address) =>
        address.Contains('%') ? HostFault.Malformed
        : IsCanonicalAddress(address, AddressFamily.InterNetworkV6) ? HostFault.None
        : HostFault.OtherSpelling;

    private static bool IsCanonicalAddress(ReadOnlySpan<char> text, AddressFamily family)
    {
        Span<char> canonical = stackalloc char[64];
        return IPAddress.TryParse(text, out var address) && address.AddressFamily == family && !address.IsIPv4MappedToIPv6
            && address.TryFormat(canonical, out var length) && text.Equals(canonical[..length], StringComparison.OrdinalIgnoreCase);
    }

    // Routing decodes Punycode only where the prefix is in lower case, and throws if it cannot be decoded.
    private static HostFault InspectPunycode(ReadOnlySpan<char> name)
    {
        if (name.ContainsAnyInRange('A', 'Z'))
            return HostFault.OtherSpelling;
        var text = name.ToString();
        try
        {
            return Idn.GetAscii(Idn.GetUnicode(text)).Equals(text, StringComparison.Ordinal) ? HostFault.None : HostFault.OtherSpelling;
        }
        catch (ArgumentException)
        {
            return HostFault.Malformed;
        }
    }

    // Many resolvers accept "10.1", "0x7f.1" and "2130706433" as addresses (WHATWG URL, 3.5).
    private static bool EndsInNumber(ReadOnlySpan<char> name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        return !last.ContainsAnyExcept(Digits)
            || (last is ['0', 'x' or 'X', ..] && !last[2..].ContainsAnyExcept(Hexadecimal));
    }

    private static bool IsPort(ReadOnlySpan<char> rest) =>
        rest.IsEmpty
        || (rest is [':', >= '1' and <= '9', ..] && ushort.TryParse(rest[1..], NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
