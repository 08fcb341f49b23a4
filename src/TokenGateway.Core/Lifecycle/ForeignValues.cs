using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// Values created elsewhere, of which only the digest is known: imported, or registered when a token is created or rotated.
/// A value that is or was known here never becomes another token's: anyone who knows a digest could otherwise take over
/// requests.
/// </summary>
internal static class ForeignValues
{
    private static readonly TokenDigest OfNothing = TokenDigest.Of("");

    public static LifecycleError Known { get; } =
        new(RefusalCode.ValueKnown, "A token with this value exists or existed; the value of a deleted token cannot be reused.");

    /// <summary>Checks before the store, which knows its own values; null: no objection.</summary>
    public static LifecycleError? Check(in TokenDigest digest, AccessModel model) =>
        digest == OfNothing ? new(RefusalCode.ValueTooWeak, "This is the digest of an empty value.")
        : model.TryFindDeclared(digest, out _) ? Known
        : null;

    /// <summary>The stored form. The value itself is unknown, so it cannot be stored for later display.</summary>
    public static SealedValue Seal(in TokenDigest digest, string? hint = null) =>
        new(digest, hint ?? ImportedValue.HintOf(digest)) { IsForeign = true };
}
