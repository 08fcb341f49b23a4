using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>
/// Encrypted values of tokens. They are written with the token (<see cref="SealedValue.Kept"/>), and removed with the
/// secret: on rotation, on deletion, and when recovery is turned off.
/// </summary>
/// <remarks>Every member throws <see cref="StoreUnavailableException"/> when the store does not respond.</remarks>
public interface IKeptValueStore
{
    /// <summary>Null: no value of the token is stored.</summary>
    ValueTask<EncryptedTokenValue?> FindAsync(TokenId id, CancellationToken cancellationToken);

    /// <summary>Erases all values, so that no file of the store contains them any more; returns their number.</summary>
    ValueTask<int> EraseAllAsync(CancellationToken cancellationToken);
}
