using System.Collections.Immutable;

namespace TokenGateway.Core.Auditing;

/// <summary>A recorded entry: its number (from 1, without gaps), its moment, and the seal that ties it to the one before.</summary>
public sealed record AuditRecord(long Seq, DateTimeOffset At, AuditEntry Entry, ImmutableArray<byte> Seal);
