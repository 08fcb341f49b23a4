using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>A token whose value was created elsewhere.</summary>
/// <param name="Draft">Everything except its number.</param>
/// <param name="Value">The stored form of the value.</param>
/// <param name="Quota">The quota of its realm.</param>
public sealed record TokenImport(Token Draft, SealedValue Value, TokenQuota Quota);
