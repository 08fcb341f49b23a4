using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>A token whose value was made elsewhere: what it shall be, and the digest of its value.</summary>
/// <param name="Request">As for a new token.</param>
/// <param name="Digest">SHA-256 of the value.</param>
/// <param name="Hint">What may be shown of the value.</param>
public sealed record ImportRequest(IssueRequest Request, TokenDigest Digest, string Hint);
