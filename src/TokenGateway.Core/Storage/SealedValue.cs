using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>What is kept of a value.</summary>
public readonly record struct SealedValue(TokenDigest Digest, string Hint);
