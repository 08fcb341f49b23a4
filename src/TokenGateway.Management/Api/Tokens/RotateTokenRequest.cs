namespace TokenGateway.Management.Api.Tokens;

/// <summary>How a token gets a new secret.</summary>
/// <param name="Overlap">How long the present secret goes on, at most 7d; absent: not at all.</param>
internal sealed record RotateTokenRequest(string? Overlap = null);
