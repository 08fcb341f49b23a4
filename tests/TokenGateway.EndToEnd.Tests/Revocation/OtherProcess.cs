using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage;
using TokenGateway.Storage.Backends;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Revocation;

/// <summary>A second instance of the gateway's store: equivalent to another process, since they share no memory.</summary>
internal sealed class OtherProcess : IAsyncDisposable
{
    private static readonly AuditEntry Recorded = new(new AuditActor("cli:tests"), AuditAction.TokenDeleted, "token:0");

    private readonly OpenedStore _store;

    public OtherProcess(TestGateway gateway) => _store = Stores.Open(
        new StoreOptions(StoreProvider.Sqlite, "Data Source=data/tokengateway.db", gateway.Folder), TimeProvider.System);

    public async Task DeleteAsync(TokenId id) =>
        (await _store.Tokens.DeleteAsync(id, TimeProvider.System.GetUtcNow(), Recorded, CancellationToken.None)).ShouldBeTrue();

    public async Task SetActiveAsync(TokenId id, bool isActive) =>
        (await _store.Tokens.SetActiveAsync(id, isActive, Recorded, WriteBasis.None, CancellationToken.None)).ShouldBeTrue();

    public async Task DisableAsync(UserId id) =>
        (await _store.Users.SetDisabledAsync(id, true, Recorded, WriteBasis.None, CancellationToken.None)).ShouldBeTrue();

    public async Task DeleteAsync(UserId id) =>
        (await _store.Users.DeleteAsync(id, TimeProvider.System.GetUtcNow(), Recorded, _ => Recorded, CancellationToken.None)).ShouldBeTrue();

    public async Task SetRoleAsync(UserId id, string role) =>
        (await _store.Users.SetRolesAsync(id, ImmutableArray.Create(RoleName.Parse(role)), Recorded, WriteBasis.None, CancellationToken.None)).ShouldBeTrue();

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
