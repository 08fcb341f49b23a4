namespace TokenGateway.Management.Api.Tokens;

/// <summary>The request for a new secret.</summary>
/// <param name="Overlap">How long the current secret still works, at most 7d; absent: not at all.</param>
/// <param name="Sha256">
/// The SHA-256 of your own new secret, 64 hexadecimal digits; the response then contains no value. Absent: the gateway
/// creates it.
/// </param>
internal sealed record RotateTokenRequest(string? Overlap = null, string? Sha256 = null);
