namespace TokenGateway.Management.Api.Tokens;

/// <summary>How a token gets a new secret.</summary>
/// <param name="Overlap">How long the present secret goes on, at most 7d; absent: not at all.</param>
/// <param name="Sha256">SHA-256 of a new secret that you made, 64 hexadecimal digits; the response has no value then. Absent: the gateway makes it.</param>
internal sealed record RotateTokenRequest(string? Overlap = null, string? Sha256 = null);
