using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>
/// The second-level cache: facts that nodes read from the store and share. Never the truth: what it returns is used only if it is
/// shown to be current, and a node asks the store otherwise.
/// </summary>
public interface ISharedFacts
{
    /// <summary>Whether there is one.</summary>
    bool IsOn { get; }

    /// <summary>What a node shared under a digest; null: nothing, nothing authentic, or no answer in time. Never throws.</summary>
    ValueTask<SharedFactsEntry?> ReadAsync(TokenDigest digest);

    /// <summary>Shares what was read from the store. Returns at once; a failure is ignored.</summary>
    void Write(in TokenDigest digest, in FactsReading reading);
}
