using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>No second-level cache.</summary>
public sealed class NoSharedFacts : ISharedFacts
{
    public static NoSharedFacts Instance { get; } = new();

    public bool IsOn => false;

    public ValueTask<SharedFactsEntry?> ReadAsync(TokenDigest digest) => default;

    public void Write(in TokenDigest digest, in FactsReading reading)
    {
    }
}
