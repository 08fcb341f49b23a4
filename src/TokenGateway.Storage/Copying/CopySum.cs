using System.Buffers.Binary;

namespace TokenGateway.Storage.Copying;

/// <summary>The number of rows of a table, and an order-independent digest of them: the sum of their digests.</summary>
internal sealed class CopySum
{
    private const int PageSize = 2000;

    private UInt128 _high;
    private UInt128 _low;

    public long Count { get; private set; }

    public string Digest
    {
        get
        {
            Span<byte> bytes = stackalloc byte[32];
            BinaryPrimitives.WriteUInt128BigEndian(bytes, _high);
            BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], _low);
            return Convert.ToHexStringLower(bytes);
        }
    }

    public static async Task<CopySum> OfAsync(CopySide side, CopyShape shape, CancellationToken cancellationToken)
    {
        var sum = new CopySum();
        IReadOnlyList<object?[]> page;
        object?[]? after = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            page = await side.ReadPageAsync(shape, after, null, PageSize);
            foreach (var row in page)
                sum.Add(CopyRow.DigestOf(row));
            after = page.Count == 0 ? null : shape.KeyOf(page[^1]);
        }
        while (page.Count == PageSize);
        return sum;
    }

    private void Add(ReadOnlySpan<byte> digest)
    {
        Count++;
        unchecked
        {
            _high += BinaryPrimitives.ReadUInt128BigEndian(digest);
            _low += BinaryPrimitives.ReadUInt128BigEndian(digest[16..]);
        }
    }
}
