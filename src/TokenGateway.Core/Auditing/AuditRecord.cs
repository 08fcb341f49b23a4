using System.Collections.Immutable;

namespace TokenGateway.Core.Auditing;

/// <summary>A recorded entry: its number (from 1, without gaps), its time, and the seal that links it to its predecessor.</summary>
public sealed record AuditRecord(long Seq, DateTimeOffset At, AuditEntry Entry, ImmutableArray<byte> Seal);
