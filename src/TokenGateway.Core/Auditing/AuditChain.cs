using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace TokenGateway.Core.Auditing;

/// <summary>
/// Seals records with HMAC-SHA-256 under a key outside the store: each seal covers the record and the previous seal, so
/// that an attacker with write access to the store but without the key cannot edit, remove, reorder or add a record
/// undetected. Fields are encoded with their lengths, so that no two records have the same bytes. Records are sealed with a
/// key derived for this purpose (HKDF, RFC 5869), so that other uses of the same key produce no valid seals.
/// </summary>
public sealed class AuditChain
{
    /// <summary>The minimum length of a key, in bytes.</summary>
    public const int MinKeyLength = 32;

    private const byte HeadLabel = (byte)'H';
    private const byte CheckpointLabel = (byte)'C';
    private const byte RekeyLabel = (byte)'K';
    private const byte RecordLabel = (byte)'R';

    private readonly byte[] _key;

    /// <exception cref="ArgumentException">The key has fewer than 32 bytes.</exception>
    public AuditChain(ReadOnlySpan<byte> key)
    {
        if (key.Length < MinKeyLength)
            throw new ArgumentException($"An audit key has at least {MinKeyLength} bytes.", nameof(key));
        _key = new byte[HMACSHA256.HashSizeInBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, _key, salt: [], info: "TokenGateway audit log 1"u8);
    }

    /// <summary>The seal before the first record.</summary>
    public static ImmutableArray<byte> Beginning { get; } = [.. new byte[HMACSHA256.HashSizeInBytes]];

    public ImmutableArray<byte> Seal(ImmutableArray<byte> previous, long seq, DateTimeOffset at, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var hash = Begin(RecordLabel, previous, seq);
        AddNumber(hash, at.UtcTicks);
        AddText(hash, entry.Actor.Name);
        AddText(hash, entry.Actor.User);
        AddText(hash, entry.Actor.Token);
        AddText(hash, entry.Actor.Address);
        AddText(hash, entry.ActionName);
        AddText(hash, entry.Subject);
        AddText(hash, entry.Before);
        AddText(hash, entry.After);
        return [.. hash.GetHashAndReset()];
    }

    /// <summary>Signs the position of the newest record.</summary>
    public AuditHead Head(long seq, ImmutableArray<byte> seal) => new(seq, seal, Sign(HeadLabel, seq, seal));

    /// <summary>Signs the position up to which retention removed records.</summary>
    public AuditHead Checkpoint(long seq, ImmutableArray<byte> seal) => new(seq, seal, Sign(CheckpointLabel, seq, seal));

    /// <summary>Signs the last position that an earlier key sealed.</summary>
    public AuditHead Rekeyed(long seq, ImmutableArray<byte> seal) => new(seq, seal, Sign(RekeyLabel, seq, seal));

    public bool IsHead(AuditHead head) => IsSigned(HeadLabel, head);

    public bool IsCheckpoint(AuditHead head) => IsSigned(CheckpointLabel, head);

    public bool IsRekeyed(AuditHead head) => IsSigned(RekeyLabel, head);

    internal bool IsNext(ImmutableArray<byte> previous, AuditRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return CryptographicOperations.FixedTimeEquals(
            Seal(previous, record.Seq, record.At, record.Entry).AsSpan(), record.Seal.AsSpan());
    }

    private bool IsSigned(byte label, AuditHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return head.Seal.Length == HMACSHA256.HashSizeInBytes
            && CryptographicOperations.FixedTimeEquals(Sign(label, head.Seq, head.Seal).AsSpan(), head.Signature.AsSpan());
    }

    private ImmutableArray<byte> Sign(byte label, long seq, ImmutableArray<byte> seal)
    {
        using var hash = Begin(label, seal, seq);
        return [.. hash.GetHashAndReset()];
    }

    private IncrementalHash Begin(byte label, ImmutableArray<byte> seal, long seq)
    {
        var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData([label]);
        hash.AppendData(seal.AsSpan());
        AddNumber(hash, seq);
        return hash;
    }

    private static void AddNumber(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    // -1 encodes null, which differs from "".
    private static void AddText(IncrementalHash hash, string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        AddNumber(hash, text is null ? -1 : bytes.Length);
        hash.AppendData(bytes);
    }
}
