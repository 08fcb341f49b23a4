using TokenGateway.Core.Tokens;

namespace TokenGateway.Management.Api.Leaks;

/// <summary>A queued report: the value's digest, never the value.</summary>
/// <param name="Digest">The digest of the value.</param>
/// <param name="Address">The address of the reporter.</param>
internal sealed record LeakReport(TokenDigest Digest, string? Address);
