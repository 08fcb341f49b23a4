using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TokenGateway.Core.Networks;

/// <summary>Version 1: <c>PROXY TCP4 192.0.2.1 198.51.100.7 56324 443</c> and CR LF, or <c>PROXY UNKNOWN</c> with anything after it.</summary>
internal static class ProxyLine
{
    /// <summary>In bytes, including its line end.</summary>
    private const int Longest = 107;

    private const int LongestAddress = 39;
    private const string Unknown = "UNKNOWN";

    private static readonly SearchValues<char> Version6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    public static ReadOnlySpan<byte> Beginning => "PROXY "u8;

    public static ProxyHeaderState Read(ReadOnlySpan<byte> bytes, out int length, out IPEndPoint? source)
    {
        (length, source) = (0, null);
        var common = Math.Min(bytes.Length, Beginning.Length);
        if (!bytes[..common].SequenceEqual(Beginning[..common]))
            return ProxyHeaderState.Malformed;
        var end = bytes[..Math.Min(bytes.Length, Longest)].IndexOf("\r\n"u8);
        if (end < 0)
            return bytes.Length < Longest ? ProxyHeaderState.Incomplete : ProxyHeaderState.Malformed;
        length = end + 2;
        Span<char> text = stackalloc char[Longest];
        text = text[..Encoding.Latin1.GetChars(bytes[Beginning.Length..end], text)];
        return IsUnknown(text) || TryReadSource(text, out source) ? ProxyHeaderState.Complete : ProxyHeaderState.Malformed;
    }

    private static bool IsUnknown(ReadOnlySpan<char> text) =>
        text.StartsWith(Unknown, StringComparison.Ordinal) && (text.Length == Unknown.Length || text[Unknown.Length] == ' ');

    private static bool TryReadSource(ReadOnlySpan<char> text, out IPEndPoint? source)
    {
        source = null;
        Span<Range> words = stackalloc Range[6];
        if (text.Split(words, ' ') != 5 || FamilyOf(text[words[0]]) is not { } family
            || !TryReadAddress(text[words[1]], family, out var address) || !TryReadAddress(text[words[2]], family, out _)
            || !TryReadPort(text[words[3]], out var port) || !TryReadPort(text[words[4]], out _))
        {
            return false;
        }

        source = new IPEndPoint(address, port);
        return true;
    }

    private static AddressFamily? FamilyOf(ReadOnlySpan<char> word) => word switch
    {
        "TCP4" => AddressFamily.InterNetwork,
        "TCP6" => AddressFamily.InterNetworkV6,
        _ => null,
    };

    // The framework also parses "10", "010.1.1.1" and "fe80::1%eth0" as addresses.
    private static bool TryReadAddress(ReadOnlySpan<char> word, AddressFamily family, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        if (word.Length > LongestAddress || !IPAddress.TryParse(word, out var parsed) || parsed.AddressFamily != family)
            return false;
        if (family == AddressFamily.InterNetwork ? !word.Equals(parsed.ToString(), StringComparison.Ordinal) : word.ContainsAnyExcept(Version6Characters))
            return false;
        address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        return true;
    }

    private static bool TryReadPort(ReadOnlySpan<char> word, out ushort port) =>
        ushort.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out port) && (word.Length == 1 || word[0] != '0');
}
