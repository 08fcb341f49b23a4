using System.Collections.Immutable;

namespace TokenGateway.Dialects;

/// <summary>The limit that refuses a request.</summary>
/// <param name="Exceeded">The names of all limits that are used up; at least one.</param>
/// <param name="Permits">Requests of a whole window.</param>
/// <param name="ResetAt">When a request passes again.</param>
public sealed record RefusalLimit(ImmutableArray<string> Exceeded, long Permits, DateTimeOffset ResetAt);
