using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Api.Leaks;

/// <summary>A report that waits: the value's digest, never the value.</summary>
/// <param name="Digest">Of the value.</param>
/// <param name="Address">From where it was reported.</param>
internal sealed record LeakReport(TokenDigest Digest, string? Address);
