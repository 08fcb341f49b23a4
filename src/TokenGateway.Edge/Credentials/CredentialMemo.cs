using TokenGateway.Core.Protections;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Secrets;

namespace TokenGateway.Edge.Credentials;

/// <summary>
/// The last credential that was verified on a connection, so that its next request needs no digest. Immutable. Holds
/// the very string that Kestrel keeps for the connection, no copy. Right only while its snapshot is current, which is
/// asked every time.
/// </summary>
internal sealed class CredentialMemo(PresentedCredential credential, TokenSnapshot snapshot)
{
    private SecretEncodings? _secretForms;

    public TokenSnapshot Snapshot { get; } = snapshot;

    /// <summary>Made when a header is first long enough to hold one of them.</summary>
    public SecretEncodings SecretEncodings => _secretForms ??= SecretEncodings.Of(credential.PresentedToken.ToString());

    // Kestrel hands out the same string for an unchanged header on a kept connection: mostly references are equal.
    public bool Matches(in PresentedCredential other) =>
        !Protection.MemoMatches.IsEnabled() || (credential.Kind == other.Kind && credential.Length == other.Length
        && (ReferenceEquals(credential.Received, other.Received)
            || string.Equals(credential.Received, other.Received, StringComparison.Ordinal)));
}
