using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Declared;

/// <summary>No store: the file declares everything, and there are no values to store.</summary>
internal sealed class NoKeptValues : IKeptValueStore
{
    public ValueTask<EncryptedTokenValue?> FindAsync(TokenId id, CancellationToken cancellationToken) => new((EncryptedTokenValue?)null);

    public ValueTask<int> EraseAllAsync(CancellationToken cancellationToken) => new(0);
}
