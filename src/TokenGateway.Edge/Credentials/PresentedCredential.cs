using System.Runtime.InteropServices;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Edge.Credentials;

/// <summary>
/// The one credential of a request: the header or parameter value as received, and the position of the token in it. Not a
/// record: a generated <c>ToString</c> would print the secret.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct PresentedCredential(string received, int start, int length, CredentialPlaceKind kind, bool isBasic = false)
{
    /// <summary>The whole value as received; null: there is no credential.</summary>
    public string? Received { get; } = received;

    public CredentialPlaceKind Kind { get; } = kind;

    /// <summary>The kind that is stored with the token's last use.</summary>
    public TokenPlace Place => isBasic ? TokenPlace.Basic : Kind == CredentialPlaceKind.Query ? TokenPlace.Query : TokenPlace.Header;

    public bool IsPresent => Received is not null;

    /// <summary>The token; empty when there is no credential.</summary>
    public ReadOnlySpan<char> PresentedToken => Received.AsSpan(start, length);

    public int Length => length;
}
