using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>
/// Encrypted values of tokens. They are written with the token (<see cref="SealedValue.Kept"/>), and go with the secret: at
/// rotation, deletion, and when nothing is to be kept any more.
/// </summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not answer.</remarks>
public interface IKeptValueStore
{
    /// <summary>Null: nothing is kept of the token.</summary>
    ValueTask<EncryptedTokenValue?> FindAsync(TokenId id, CancellationToken cancellationToken);

    /// <summary>
    /// Erases all that is kept, so that no file of the store holds it any more; how many there were.
    /// </summary>
    ValueTask<int> EraseAllAsync(CancellationToken cancellationToken);
}
