using System.Runtime.InteropServices;

namespace TokenGateway.Edge.Streams;

/// <summary>
/// Finds the boundaries of WebSocket frames (RFC 6455, 5.2) in bytes split at any position. Parses headers only: payloads
/// are counted, so compression (RFC 7692) makes no difference.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct FrameFollower
{
    private const int Close = 8;
    private const int ShortLength = 126;
    private const int LongLength = 127;

    private ulong _left;
    private ulong _length;
    private byte _got;
    private byte _opcode;
    private byte _second;

    /// <summary>The last frame is complete: another one may be inserted here.</summary>
    public readonly bool IsBetweenFrames => _got == 0 && _left == 0;

    /// <summary>A close frame has begun; nothing may follow in this direction.</summary>
    public bool SawClose { get; private set; }

    /// <summary>Consumes bytes up to the end of their frame, or all of them; returns their number.</summary>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        if (_left == 0)
        {
            while (taken < bytes.Length && !IsHeader(bytes[taken++]))
            {
            }

            if (_got > 0)
                return taken;
        }

        var payload = (int)Math.Min(_left, (ulong)(bytes.Length - taken));
        _left -= (ulong)payload;
        return taken + payload;
    }

    /// <summary>Consumes all bytes, across frames.</summary>
    public void TakeAll(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[Take(bytes)..];
    }

    // Whether the header is complete with this byte.
    private bool IsHeader(byte next)
    {
        switch (_got++)
        {
            case 0:
                (_opcode, _length) = ((byte)(next & 15), 0);
                return false;
            case 1:
                _second = next;
                break;
            case var at when at < 2 + LengthBytes:
                _length = (_length << 8) | next;
                break;
        }

        if (_got < 2 + LengthBytes + MaskBytes)
            return false;
        _left = LengthBytes == 0 ? (ulong)(_second & 127) : _length;
        _got = 0;
        SawClose |= _opcode == Close;
        return true;
    }

    private readonly int LengthBytes => (_second & 127) switch
    {
        ShortLength => sizeof(ushort),
        LongLength => sizeof(ulong),
        _ => 0,
    };

    private readonly int MaskBytes => (_second & 128) != 0 ? sizeof(uint) : 0;
}
