namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>The values of a claim.</summary>
/// <param name="Values">The distinct values; empty if there are none.</param>
/// <param name="Fault">Why the claim cannot be read, as a text that follows its name; null if it can.</param>
internal sealed record ClaimValues(IReadOnlyList<string> Values, string? Fault = null)
{
    public static readonly ClaimValues None = new([]);
}
