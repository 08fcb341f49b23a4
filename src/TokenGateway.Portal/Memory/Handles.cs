using System.Security.Cryptography;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Portal.Memory;

/// <summary>
/// Objects in the memory of this process by random handles, each for one session and a limited time. A user with too many
/// loses the oldest one, so that users do not evict each other's before memory is full.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="keptFor">The lifetime of each.</param>
/// <param name="mostOfUser">The maximum per user.</param>
/// <param name="most">The maximum in total.</param>
internal abstract class Handles<T>(TimeProvider time, TimeSpan keptFor, int mostOfUser, int most)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private long _next;

    /// <returns>The handle, of 128 random bits.</returns>
    public string Keep(TokenDigest session, UserId user, T value)
    {
        var handle = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        lock (_lock)
        {
            DropOld();
            var ofUser = _entries.Where(one => one.Value.User == user).ToList();
            if (ofUser.Count >= mostOfUser)
                _entries.Remove(ofUser.MinBy(one => one.Value.Number).Key);
            else if (_entries.Count >= most)
                _entries.Remove(_entries.MinBy(one => one.Value.Number).Key);
            _entries[handle] = new Entry(session, user, value, time.GetUtcNow() + keptFor, _next++);
        }

        return handle;
    }

    /// <summary>Null: there is none, it has expired, or it belongs to another session.</summary>
    public T? Find(string handle, TokenDigest session) => Read(handle, session, takes: false);

    /// <summary>Like <see cref="Find"/>, but removes it.</summary>
    public T? Take(string handle, TokenDigest session) => Read(handle, session, takes: true);

    /// <summary>Those of a user, in any session.</summary>
    protected IReadOnlyList<T> Of(UserId user)
    {
        lock (_lock)
        {
            DropOld();
            return [.. _entries.Values.Where(one => one.User == user).Select(one => one.Value)];
        }
    }

    private T? Read(string handle, TokenDigest session, bool takes)
    {
        lock (_lock)
        {
            DropOld();
            if (!_entries.TryGetValue(handle, out var entry) || entry.Session != session)
                return null;
            if (takes)
                _entries.Remove(handle);
            return entry.Value;
        }
    }

    private void DropOld()
    {
        var now = time.GetUtcNow();
        foreach (var (handle, _) in _entries.Where(one => one.Value.Until <= now).ToList())
            _entries.Remove(handle);
    }

    private sealed record Entry(TokenDigest Session, UserId User, T Value, DateTimeOffset Until, long Number);
}
