using Npgsql;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Storage.Backends;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.PostgreSql;

/// <summary>An open store. Readers and writers use pooled connections, each for one statement or one transaction.</summary>
internal sealed class PostgreSqlDatabase : ISqlDatabase, IStoreBackend
{
    private readonly PostgreSqlConnectionString _connection;
    private readonly PostgreSqlSources _sources;
    private readonly PostgreSqlWriter _writer;
    private readonly PostgreSqlHeartbeat _heartbeat;
    private readonly TimeProvider _time;

    public PostgreSqlDatabase(PostgreSqlConnectionString connection, PostgreSqlSources sources, int version, byte[] auditKey, TimeProvider time, bool notifies)
    {
        (_connection, _sources, _time, Version) = (connection, sources, time, version);
        Chain = new Lazy<AuditChain>(() => new AuditChain(auditKey));
        _writer = new PostgreSqlWriter(sources, connection, version, Chain, time);
        _heartbeat = new PostgreSqlHeartbeat(sources.Primary);
        Notices = notifies ? new PostgreSqlNotices(sources, Changed, time) : null;
    }

    /// <summary>The schema version that this program supports.</summary>
    public int Version { get; }

    public string Name => _connection.Name;

    /// <summary>Seals the audit log.</summary>
    public Lazy<AuditChain> Chain { get; }

    /// <summary>Raised after each commit of this process that changed something, and on notifications of other processes.</summary>
    public SqlChangeSignal Changed { get; } = new();

    /// <summary>The notifications between processes; null if they are disabled.</summary>
    public PostgreSqlNotices? Notices { get; }

    /// <summary>The positions in the change sequence that this process has seen.</summary>
    public PostgreSqlPositions Positions { get; } = new();

    public ValueTask<T> ReadAsync<T>(Func<SqlSession, Task<T>> query, CancellationToken cancellationToken) => ReadAsync(_sources.Primary, query, cancellationToken);

    /// <summary>Runs a read-only query that may be served by a lagging replica.</summary>
    public ValueTask<T> ReadNearAsync<T>(Func<SqlSession, Task<T>> query, CancellationToken cancellationToken) => ReadAsync(_sources.Near, query, cancellationToken);

    public async ValueTask<FactsReading> ReadFactsAsync(TokenDigest digest, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var reading = await ReadNearAsync(session => session.Lookup.FindAsync(digest, now), cancellationToken);
        return _sources.Near == _sources.Primary || Positions.AreCoveredBy(reading.AsOf)
            ? reading
            : await ReadAsync(session => session.Lookup.FindAsync(digest, now), cancellationToken);
    }

    public async ValueTask<T> WriteAsync<T>(Func<SqlWrite, Task<T>> work, CancellationToken cancellationToken)
    {
        var (result, end) = await _writer.RunAsync(work, cancellationToken);
        if (end.IsNone)
            return result;
        Positions.Write(end);
        Changed.Raise();
        Notices?.Tell();
        return result;
    }

    // Deleted values remain in pages and in the WAL until the server overwrites them, which cannot be forced from here.
    public ValueTask ScrubAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public async ValueTask PruneChangesAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        await WriteAsync(write => SqlChangeLog.PruneAsync(write, before), cancellationToken);

    public ValueTask<AuditHead> RekeyAuditAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        WriteAsync(write => SqlAuditWrites.RekeyAsync(write, write.Chain, entry), cancellationToken);

    public async ValueTask BeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _heartbeat.BeatAsync(cancellationToken);
        }
        catch (Exception failure) when (PostgreSqlErrors.IsOutage(failure))
        {
            throw PostgreSqlErrors.Explain(Name, failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Notices is not null)
            await Notices.DisposeAsync();
        _writer.Dispose();
        await _sources.DisposeAsync();
    }

    private async ValueTask<T> ReadAsync<T>(NpgsqlDataSource source, Func<SqlSession, Task<T>> query, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                return await query(new PostgreSqlSession(connection));
            }
            catch (Exception failure) when (attempt == 1 && PostgreSqlErrors.IsCutOff(failure))
            {
                _sources.Clear();
            }
            catch (Exception failure) when (attempt == 1 && PostgreSqlErrors.IsCollision(failure))
            {
                // A standby cancels queries on rows that it is about to remove.
            }
            catch (Exception failure) when (PostgreSqlErrors.IsOutage(failure))
            {
                throw PostgreSqlErrors.Explain(Name, failure);
            }
        }
    }
}
