using System.Runtime.InteropServices;

namespace TokenGateway.Edge.Credentials;

/// <summary>
/// The position of the credential in an <c>Authorization</c> value; contains none of it, so it may be logged. The scheme
/// has the configured spelling; null when there is no credential.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CredentialSpan(string? Scheme, int Start, int Length)
{
    /// <summary>Whether the credential is base64 of user and password (<see cref="BasicCredentials"/>).</summary>
    public bool IsBasic => string.Equals(Scheme, "Basic", StringComparison.OrdinalIgnoreCase);

    /// <summary>The credential's characters in <paramref name="value"/>, the header that was parsed.</summary>
    public ReadOnlySpan<char> In(string value) => value.AsSpan(Start, Length);
}
