using TokenGateway.Core.Protections;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Secrets;

namespace TokenGateway.Edge.Credentials;

/// <summary>
/// The last credential that was verified on a connection, which saves the next request the digest. Immutable. Refers to the
/// string that Kestrel keeps for the connection; copies nothing. Valid only while its snapshot is current, which every use
/// checks.
/// </summary>
internal sealed class CredentialMemo(PresentedCredential credential, TokenSnapshot snapshot)
{
    private SecretEncodings? _secretForms;

    public TokenSnapshot Snapshot { get; } = snapshot;

    /// <summary>Created when a header is long enough to contain one of them.</summary>
    public SecretEncodings SecretEncodings => _secretForms ??= SecretEncodings.Of(credential.PresentedToken.ToString());

    // Kestrel reuses the string of an unchanged header on a persistent connection, so the references are usually equal.
    public bool Matches(in PresentedCredential other) =>
        !Protection.MemoMatches.IsEnabled() || (credential.Kind == other.Kind && credential.Length == other.Length
        && (ReferenceEquals(credential.Received, other.Received)
            || string.Equals(credential.Received, other.Received, StringComparison.Ordinal)));
}
