using TokenGateway.Core.Auditing;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Declared;

/// <summary>No store: sessions end with the process. Beyond a maximum, the least recently used one is dropped.</summary>
internal sealed class MemorySessionStore : ISessionStore
{
    internal const int Most = 10_000;

    private readonly Dictionary<TokenDigest, Session> _sessions = [];
    private readonly Lock _lock = new();

    public ValueTask<bool> AddAsync(Session session, string? passwordHash, AuditEntry audit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        lock (_lock)
        {
            if (_sessions.Count >= Most)
                _sessions.Remove(_sessions.Values.MinBy(one => one.SeenAt)!.Digest);
            _sessions.Add(session.Digest, session);
        }

        return new(true);
    }

    public ValueTask<Session?> FindAsync(TokenDigest digest, CancellationToken cancellationToken)
    {
        lock (_lock)
            return new(_sessions.GetValueOrDefault(digest));
    }

    public ValueTask TouchAsync(TokenDigest digest, DateTimeOffset at, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_sessions.TryGetValue(digest, out var session) && session.SeenAt < at)
                _sessions[digest] = session with { SeenAt = at };
        }

        return default;
    }

    public ValueTask<bool> EndAsync(TokenDigest digest, AuditEntry audit, CancellationToken cancellationToken)
    {
        lock (_lock)
            return new(_sessions.Remove(digest));
    }

    public ValueTask<int> PruneAsync(DateTimeOffset now, DateTimeOffset seenBefore, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var over = _sessions.Values.Where(one => one.ExpiresAt <= now || one.SeenAt < seenBefore).ToList();
            foreach (var session in over)
                _sessions.Remove(session.Digest);
            return new(over.Count);
        }
    }
}
