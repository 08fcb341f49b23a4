using System.Collections.Immutable;

namespace TokenGateway.Core.Auditing;

/// <summary>
/// Where a stretch of the chain ends: the newest record, or the last one that retention took away. Signed, so that
/// records cannot be cut off at either end without the key.
/// </summary>
/// <param name="Seq">The record's number; 0: before the first.</param>
/// <param name="Seal">Its seal.</param>
/// <param name="Signature">Over both, by the key.</param>
public sealed record AuditHead(long Seq, ImmutableArray<byte> Seal, ImmutableArray<byte> Signature)
{
    /// <summary>What logs say and <c>audit verify --head</c> takes: <c>SEQ:HEX</c>.</summary>
    public override string ToString() => $"{Seq}:{Convert.ToHexStringLower(Seal.AsSpan())}";
}
