using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Declared;

/// <summary>Where everything is declared in the file there are no values to keep.</summary>
internal sealed class NoKeptValues : IKeptValueStore
{
    public ValueTask<EncryptedTokenValue?> FindAsync(TokenId id, CancellationToken cancellationToken) => new((EncryptedTokenValue?)null);

    public ValueTask<int> EraseAllAsync(CancellationToken cancellationToken) => new(0);
}
