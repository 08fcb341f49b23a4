using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>A token whose value was created elsewhere: its request, and the digest of its value.</summary>
/// <param name="Request">As for a new token.</param>
/// <param name="Digest">SHA-256 of the value.</param>
/// <param name="Hint">The displayable part of the value.</param>
public sealed record ImportRequest(IssueRequest Request, TokenDigest Digest, string Hint);
