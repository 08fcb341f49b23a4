namespace TokenGateway.Edge.Forwarding.Uploads;

/// <summary>Response bytes that were read before the HTTP client asked for them. Allocated on first use.</summary>
internal struct HeldBytes
{
    private const int Size = 4096;

    private byte[]? _bytes;
    private int _start;
    private int _end;

    public readonly bool IsEmpty => _start == _end;

    /// <summary>Free space, less <paramref name="reserve"/>; empty: full.</summary>
    public Memory<byte> Room(int reserve)
    {
        _bytes ??= new byte[Size];
        if (IsEmpty)
            _start = _end = 0;
        return _bytes.AsMemory(_end, Math.Max(0, _bytes.Length - reserve - _end));
    }

    /// <summary>Adds the bytes that were read into the free space.</summary>
    public void Add(int count) => _end += count;

    /// <summary>The same, with <paramref name="more"/> inserted after the first <paramref name="at"/> of them.</summary>
    public void Add(int count, int at, ReadOnlySpan<byte> more)
    {
        var rest = _bytes.AsSpan(_end + at, count - at);
        rest.CopyTo(_bytes.AsSpan(_end + at + more.Length));
        more.CopyTo(_bytes.AsSpan(_end + at));
        _end += count + more.Length;
    }

    /// <summary>Replaces the content.</summary>
    public void Set(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        _bytes = [.. first, .. second];
        (_start, _end) = (0, _bytes.Length);
    }

    public int Give(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _end - _start);
        _bytes.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }
}
