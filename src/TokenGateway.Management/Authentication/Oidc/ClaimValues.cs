namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>What a claim says.</summary>
/// <param name="Values">Each once; empty: nothing.</param>
/// <param name="Fault">Why it cannot be read, in words that follow its name; null: it can.</param>
internal sealed record ClaimValues(IReadOnlyList<string> Values, string? Fault = null)
{
    public static readonly ClaimValues None = new([]);
}
