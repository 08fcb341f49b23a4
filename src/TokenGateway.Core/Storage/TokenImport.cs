using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>A token whose value was made elsewhere.</summary>
/// <param name="Draft">All but its number.</param>
/// <param name="Value">What is kept of the value.</param>
public sealed record TokenImport(Token Draft, SealedValue Value);
