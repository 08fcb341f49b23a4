using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TokenGateway.Core.Texts;

namespace TokenGateway.Core.Tokens;

/// <summary>
/// A CIDR range of addresses (RFC 4632, RFC 4291): <c>10.0.0.0/8</c>, <c>2001:db8::/32</c>, or one address. An IPv4-mapped
/// address (<c>::ffff:10.0.0.1</c>) equals the IPv4 address, in ranges and in lookups. Bits after the prefix are dropped.
/// </summary>
public readonly record struct AddressRange
{
    private const int Bits = 128;
    private const int MappedBits = 96;

    private static readonly SearchValues<char> Version4Characters = SearchValues.Create("0123456789.");

    private readonly UInt128 _network;
    private readonly int _prefix;
    private readonly bool _isVersion4;

    private AddressRange(UInt128 network, int prefix, bool isVersion4) =>
        (_network, _prefix, _isVersion4) = (network & MaskOf(prefix), prefix, isVersion4);

    public static bool TryParse(string? text, out AddressRange range)
    {
        range = default;
        if (string.IsNullOrEmpty(text))
            return false;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var head = slash < 0 ? text : text[..slash];
        if (head.Contains('%', StringComparison.Ordinal) || !IsWrittenWhole(head) || !IPAddress.TryParse(head, out var address))
            return false;
        var width = address.AddressFamily == AddressFamily.InterNetwork ? Bits - MappedBits : Bits;
        var prefix = width;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > width))
            return false;
        var wide = width == Bits ? prefix : prefix + MappedBits;
        var isVersion4 = width != Bits || (address.IsIPv4MappedToIPv6 && wide >= MappedBits);
        range = new AddressRange(NumberOf(address), wide, isVersion4);
        return true;
    }

    /// <exception cref="FormatException">The text is not a range.</exception>
    public static AddressRange Parse(string text) =>
        TryParse(text, out var range) ? range : throw new FormatException($"'{PrintableText.Escape(text)}' is not an address or a CIDR range.");

    /// <summary>Does not allocate.</summary>
    public bool Contains(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var isVersion4 = address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6;
        return isVersion4 == _isVersion4 && (NumberOf(address) & MaskOf(_prefix)) == _network;
    }

    /// <summary>Whether the range contains every address of the other one.</summary>
    public bool Contains(AddressRange other) =>
        other._isVersion4 == _isVersion4 && other._prefix >= _prefix && (other._network & MaskOf(_prefix)) == _network;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _network);
        var address = new IPAddress(_isVersion4 ? bytes[12..] : bytes);
        var (prefix, width) = _isVersion4 ? (_prefix - MappedBits, Bits - MappedBits) : (_prefix, Bits);
        return prefix == width ? address.ToString() : string.Create(CultureInfo.InvariantCulture, $"{address}/{prefix}");
    }

    // The framework also parses "10" and "0x0a.1" as addresses, which is never intended in an allow list.
    private static bool IsWrittenWhole(string text) =>
        text.Contains(':', StringComparison.Ordinal) || (text.Count(c => c == '.') == 3 && !text.AsSpan().ContainsAnyExcept(Version4Characters));

    private static UInt128 MaskOf(int prefix) => prefix == 0 ? UInt128.Zero : UInt128.MaxValue << (Bits - prefix);

    private static UInt128 NumberOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            address.TryWriteBytes(bytes, out _);
        }
        else
        {
            bytes.Clear();
            bytes[10] = bytes[11] = 0xff;
            address.TryWriteBytes(bytes[12..], out _);
        }

        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
