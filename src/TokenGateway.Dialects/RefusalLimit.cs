using System.Collections.Immutable;

namespace TokenGateway.Dialects;

/// <summary>The limit that refuses a request.</summary>
/// <param name="Exceeded">The names of all exhausted limits; at least one.</param>
/// <param name="Permits">The permits of a whole window.</param>
/// <param name="ResetAt">When a request is allowed again.</param>
public sealed record RefusalLimit(ImmutableArray<string> Exceeded, long Permits, DateTimeOffset ResetAt);
