using System.Runtime.InteropServices;

namespace TokenGateway.Edge.Credentials;

/// <summary>
/// Where in an <c>Authorization</c> value the credential stands; holds none of it, so it may be logged. The scheme is
/// spelled as in the configuration, null when there is no credential.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CredentialSpan(string? Scheme, int Start, int Length)
{
    /// <summary>Whether what stands there is base64 of user and password (<see cref="BasicCredentials"/>).</summary>
    public bool IsBasic => string.Equals(Scheme, "Basic", StringComparison.OrdinalIgnoreCase);

    /// <summary>The credential's characters in <paramref name="value"/>, the header that was parsed.</summary>
    public ReadOnlySpan<char> In(string value) => value.AsSpan(Start, Length);
}
