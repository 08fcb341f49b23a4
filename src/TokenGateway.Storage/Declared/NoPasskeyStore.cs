using TokenGateway.Core.Auditing;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Declared;

/// <summary>No store: declared users have no passkeys.</summary>
internal sealed class NoPasskeyStore : IPasskeyStore
{
    public ValueTask<IReadOnlyList<Passkey>> ListAsync(UserId user, CancellationToken cancellationToken) => new([]);

    public ValueTask<Passkey?> FindAsync(string id, CancellationToken cancellationToken) => default;

    public ValueTask<bool> AddAsync(Passkey passkey, int most, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) => NoTokenStore.RefuseAsync<bool>();

    public ValueTask<bool> UseAsync(string id, uint from, uint to, bool isBackedUp, DateTimeOffset asked, DateTimeOffset at, CancellationToken cancellationToken) => new(false);

    public ValueTask<bool> RemoveAsync(UserId user, string id, AuditEntry audit, CancellationToken cancellationToken) => new(false);
}
