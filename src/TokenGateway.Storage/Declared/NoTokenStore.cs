using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Declared;

/// <summary>No store: every token is declared in the configuration, so none is found here and none can be written.</summary>
internal sealed class NoTokenStore : ITokenStore
{
    private const string WhyNot =
        "The configuration declares all users and tokens (Store:Provider is None): change them in the file.";

    public ValueTask<FactsReading> ReadFactsAsync(TokenDigest digest, CancellationToken cancellationToken) => default;

    public ValueTask<Token?> GetAsync(TokenId id, CancellationToken cancellationToken) => default;

    public ValueTask<IReadOnlyList<Token>> ListAsync(
        TokenFilter filter, TokenId? after, int limit, CancellationToken cancellationToken) => new([]);

    public ValueTask<TokenAddition> AddAsync(
        Token draft, TokenQuota quota, Func<long, SealedValue> seal, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken) =>
        RefuseAsync<TokenAddition>();

    public ValueTask<TokenImportResult> ImportAsync(
        IReadOnlyList<TokenImport> imports, bool isDryRun, Func<Token, AuditEntry> audit, WriteBasis basis, CancellationToken cancellationToken) =>
        RefuseAsync<TokenImportResult>();

    public ValueTask<bool> SetActiveAsync(TokenId id, bool isActive, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) => RefuseAsync<bool>();

    public ValueTask<Token?> RotateAsync(
        TokenId id, DateTimeOffset now, DateTimeOffset overlapEndsAt, Func<long, SealedValue> seal, AuditEntry audit, WriteBasis basis, CancellationToken cancellationToken) =>
        RefuseAsync<Token?>();

    public ValueTask<bool> EndOverlapAsync(TokenId id, DateTimeOffset now, AuditEntry audit, CancellationToken cancellationToken) => RefuseAsync<bool>();

    public ValueTask<bool> DeleteAsync(TokenId id, DateTimeOffset at, AuditEntry audit, CancellationToken cancellationToken) => RefuseAsync<bool>();

    // Only the file can revoke a declared token, and it has created no stored ones.
    public ValueTask<IReadOnlyList<TokenId>> ReportLeakAsync(TokenId id, bool isUsable, LeakEntries entries, CancellationToken cancellationToken) => new([]);

    public ValueTask<bool> ResealAsync(TokenDigest from, SealedValue to, CancellationToken cancellationToken) => RefuseAsync<bool>();

    public ValueTask<int> PurgeAsync(DateTimeOffset deletedBefore, DateTimeOffset retiredBefore, int limit, CancellationToken cancellationToken) => default;

    internal static ValueTask<T> RefuseAsync<T>() => ValueTask.FromException<T>(new StoreUnavailableException(WhyNot));
}
