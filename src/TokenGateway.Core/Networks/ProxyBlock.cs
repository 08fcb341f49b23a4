using System.Buffers.Binary;
using System.Net;

namespace TokenGateway.Core.Networks;

/// <summary>Version 2: a signature, version and command, family and protocol, a length, and that many bytes.</summary>
internal static class ProxyBlock
{
    private const int HeadLength = 16;
    private const int Version = 2;
    private const int Local = 0;
    private const int Proxy = 1;
    private const int TcpOverVersion4 = 0x11;
    private const int TcpOverVersion6 = 0x21;
    private const int UnixStream = 0x31;
    private const int HighestFamily = 3;
    private const int HighestProtocol = 2;

    private static ReadOnlySpan<byte> Signature => ProxyHeader.Local.Span[..12];

    public static ProxyHeaderState Read(ReadOnlySpan<byte> bytes, out int length, out IPEndPoint? source)
    {
        (length, source) = (0, null);
        var common = Math.Min(bytes.Length, Signature.Length);
        if (!bytes[..common].SequenceEqual(Signature[..common]))
            return ProxyHeaderState.Malformed;
        if (bytes.Length < HeadLength)
            return ProxyHeaderState.Incomplete;
        var (version, command) = (bytes[12] >> 4, bytes[12] & 15);
        length = HeadLength + BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]);
        if (version != Version || command is not (Local or Proxy) || length > ProxyHeader.Longest)
            return ProxyHeaderState.Malformed;
        if (bytes.Length < length)
            return ProxyHeaderState.Incomplete;
        return command == Local || TryReadSource(bytes[13], bytes[HeadLength..length], out source) ? ProxyHeaderState.Complete : ProxyHeaderState.Malformed;
    }

    // False for invalid headers. Without a TCP port the source is unknown, as the protocol requires.
    private static bool TryReadSource(byte kind, ReadOnlySpan<byte> addresses, out IPEndPoint? source)
    {
        source = null;
        if (kind >> 4 > HighestFamily || (kind & 15) > HighestProtocol || addresses.Length < LengthOf(kind))
            return false;
        if (kind is TcpOverVersion4)
            source = new IPEndPoint(new IPAddress(addresses[..4]), BinaryPrimitives.ReadUInt16BigEndian(addresses[8..]));
        else if (kind is TcpOverVersion6)
            source = new IPEndPoint(Plain(new IPAddress(addresses[..16])), BinaryPrimitives.ReadUInt16BigEndian(addresses[32..]));
        return true;
    }

    private static int LengthOf(byte kind) => kind switch
    {
        TcpOverVersion4 => 12,
        TcpOverVersion6 => 36,
        UnixStream => 216,
        _ => 0,
    };

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
