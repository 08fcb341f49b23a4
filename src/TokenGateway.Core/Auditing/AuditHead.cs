using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;

namespace TokenGateway.Core.Auditing;

/// <summary>
/// Where a stretch of the chain ends: the newest record, the last one that retention took away, or the last one that an
/// earlier key sealed. Signed, so that records cannot be cut off at either end without the key.
/// </summary>
/// <param name="Seq">The record's number; 0: before the first.</param>
/// <param name="Seal">Its seal.</param>
/// <param name="Signature">Over both, by the key.</param>
public sealed record AuditHead(long Seq, ImmutableArray<byte> Seal, ImmutableArray<byte> Signature)
{
    /// <summary>What logs say and <c>audit verify --head</c> takes: <c>SEQ:HEX</c>.</summary>
    public override string ToString() => $"{Seq}:{Convert.ToHexStringLower(Seal.AsSpan())}";

    /// <summary>Reads what <see cref="ToString"/> wrote; it has no signature.</summary>
    public static bool TryParse(string? text, out AuditHead? head)
    {
        head = null;
        if (text?.Split(':') is not [var number, { Length: HMACSHA256.HashSizeInBytes * 2 } seal] || !seal.All(char.IsAsciiHexDigit)
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) || seq == 0)
        {
            return false;
        }

        head = new AuditHead(seq, [.. Convert.FromHexString(seal)], []);
        return true;
    }

    /// <summary>Whether it is the same place with the same content.</summary>
    public bool IsAt(long seq, ImmutableArray<byte> seal) => Seq == seq && Seal.AsSpan().SequenceEqual(seal.AsSpan());
}
