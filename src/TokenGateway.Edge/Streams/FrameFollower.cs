using System.Runtime.InteropServices;

namespace TokenGateway.Edge.Streams;

/// <summary>
/// Finds the borders of WebSocket frames (RFC 6455, 5.2) in bytes that come in any pieces. Reads headers only: payloads
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

    /// <summary>Nothing of a frame is outstanding: another frame may be put here.</summary>
    public readonly bool IsBetweenFrames => _got == 0 && _left == 0;

    /// <summary>A close frame has begun; after it nothing may be said in this direction.</summary>
    public bool SawClose { get; private set; }

    /// <summary>Takes bytes up to the end of the frame they belong to, or all of them; gives how many.</summary>
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

    /// <summary>Takes all of them, whatever frames they belong to.</summary>
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
