using System.Diagnostics.CodeAnalysis;
using System.Text;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;

namespace TokenGateway.Management.Authentication;

/// <summary>Identifies a presented value. A mistyped value of our own shape costs no lookup.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class PresentedValues(TokenVerifier verifier, IAccessModelSource models, IDialectSource dialects)
{
    public ValueTask<VerificationResult> VerifyAsync(string value, CancellationToken cancellationToken) =>
        TryDigest(value, out var digest) ? VerifyAsync(digest, cancellationToken) : new(VerificationResult.Unknown);

    public ValueTask<VerificationResult> VerifyAsync(TokenDigest digest, CancellationToken cancellationToken) =>
        verifier.VerifyAsync(digest, models.Current, cancellationToken);

    /// <summary>False: it cannot be a token's value.</summary>
    public bool TryDigest(string value, out TokenDigest digest)
    {
        digest = default;
        if (Encoding.UTF8.GetByteCount(value) is 0 or > TokenDigest.MaxValueLength)
            return false;
        if (dialects.Current.Shape.Judge(value) == TokenShapeVerdict.Broken)
            return false;
        digest = TokenDigest.Of(value);
        return true;
    }
}
