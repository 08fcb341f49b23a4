using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;

namespace TokenGateway.Core.Auditing;

/// <summary>
/// The end of a range of the chain: the newest record, the last one that retention removed, or the last one that an earlier
/// key sealed. Signed, so that records cannot be cut off at either end without the key.
/// </summary>
/// <param name="Seq">The record's number; 0: before the first.</param>
/// <param name="Seal">Its seal.</param>
/// <param name="Signature">The key's signature of both.</param>
public sealed record AuditHead(long Seq, ImmutableArray<byte> Seal, ImmutableArray<byte> Signature)
{
    /// <summary>The form in logs and for <c>audit verify --head</c>: <c>SEQ:HEX</c>.</summary>
    public override string ToString() => $"{Seq}:{Convert.ToHexStringLower(Seal.AsSpan())}";

    /// <summary>Parses the form of <see cref="ToString"/>, which has no signature.</summary>
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

    /// <summary>Whether it is the same position with the same content.</summary>
    public bool IsAt(long seq, ImmutableArray<byte> seal) => Seq == seq && Seal.AsSpan().SequenceEqual(seal.AsSpan());
}
