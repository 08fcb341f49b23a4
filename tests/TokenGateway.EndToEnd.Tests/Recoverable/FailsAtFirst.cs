using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.EndToEnd.Tests.Recoverable;

/// <summary>A store of encrypted values that is unavailable at the first attempt to erase them.</summary>
internal sealed class FailsAtFirst : IKeptValueStore
{
    private int _tries;

    public int Tries => Volatile.Read(ref _tries);

    public ValueTask<EncryptedTokenValue?> FindAsync(TokenId id, CancellationToken cancellationToken) => new((EncryptedTokenValue?)null);

    public ValueTask<int> EraseAllAsync(CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _tries) == 1 ? throw new StoreUnavailableException("It is away.") : new(0);
}
