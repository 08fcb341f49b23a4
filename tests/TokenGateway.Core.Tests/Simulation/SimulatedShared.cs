using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Tests.Simulation;

/// <summary>A node's way to what all nodes share.</summary>
internal sealed class SimulatedShared(SharedShelf shelf, Node node, Flaw flaw) : ISharedFacts
{
    public bool IsOn => true;

    public async ValueTask<SharedFactsEntry?> ReadAsync(TokenDigest digest)
    {
        if (await shelf.ReadAsync(digest) is not { } entry)
            return null;
        var age = node.Clock.GetUtcNow() - entry.ReadAt;
        return new SharedFactsEntry(flaw.Shared(entry.Reading, node.Followed), age > TimeSpan.Zero ? age : TimeSpan.Zero);
    }

    public void Write(in TokenDigest digest, in FactsReading reading) => shelf.Write(digest, reading, node.Clock.GetUtcNow());
}
