using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>A token whose value was made elsewhere.</summary>
/// <param name="Draft">All but its number.</param>
/// <param name="Value">What is kept of the value.</param>
/// <param name="Quota">How many there may be, as its realm says.</param>
public sealed record TokenImport(Token Draft, SealedValue Value, TokenQuota Quota);
