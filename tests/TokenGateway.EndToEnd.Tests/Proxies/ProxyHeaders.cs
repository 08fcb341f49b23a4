using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace TokenGateway.EndToEnd.Tests.Proxies;

/// <summary>PROXY headers as proxies send them, as text in which each character is a byte.</summary>
internal static class ProxyHeaders
{
    private const string Signature = "\r\n\r\n\0\r\nQUIT\n";

    public const string Unknown = "PROXY UNKNOWN\r\n";

    public const string Local = Signature + "\x20\0\0\0";

    /// <param name="version">The version, 1 or 2.</param>
    /// <param name="source">An IPv4 or IPv6 address.</param>
    public static string Of(int version, string source) => version == 1 ? LineOf(source) : BlockOf(source);

    private static string LineOf(string source) => source.Contains(':', StringComparison.Ordinal)
        ? $"PROXY TCP6 {source} 2001:db8::ffff 40000 443\r\n"
        : $"PROXY TCP4 {source} 198.51.100.255 40000 443\r\n";

    // With an extension (TLV), as HAProxy adds them.
    private static string BlockOf(string source)
    {
        var address = IPAddress.Parse(source).GetAddressBytes();
        byte[] body = [.. address, .. address, 0x9c, 0x40, 0x01, 0xbb, 0x04, 0, 2, 0, 0];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)body.Length);
        return Signature + Encoding.Latin1.GetString([0x21, (byte)(address.Length == 4 ? 0x11 : 0x21), .. length, .. body]);
    }
}
