using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Lifecycle;

/// <summary>
/// Values that were made elsewhere and of which only the digest is known: imported, or registered by whoever creates or
/// rotates a token. One that is or was a token's here never becomes another's: whoever knows a digest could take requests over.
/// </summary>
internal static class ForeignValues
{
    private static readonly TokenDigest OfNothing = TokenDigest.Of("");

    public static LifecycleError Known { get; } =
        new(RefusalCode.ValueKnown, "A token with this value exists or existed; the value of a deleted token cannot be reused.");

    /// <summary>What stands in the way before the store is asked, which knows its own values; null: nothing.</summary>
    public static LifecycleError? Check(in TokenDigest digest, AccessModel model) =>
        digest == OfNothing ? new(RefusalCode.ValueTooWeak, "This is the digest of an empty value.")
        : model.TryFindDeclared(digest, out _) ? Known
        : null;

    /// <summary>What is kept of it. The value itself is not known, and so it cannot be kept to be shown again.</summary>
    public static SealedValue Seal(in TokenDigest digest, string? hint = null) =>
        new(digest, hint ?? ImportedValue.HintOf(digest)) { IsForeign = true };
}
