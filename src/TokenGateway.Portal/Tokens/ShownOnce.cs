using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Portal.Tokens;

/// <summary>
/// New values between the form that makes them and the page that shows them: in memory, for the session that made them, for a
/// few minutes and one reading. A browser that loads the page a second time gets nothing.
/// </summary>
/// <remarks>
/// The page must be asked for on the node that made the value: with several nodes the balancer keeps a browser on one, as it
/// must for the framework's forms anyway. A value that is lost that way is rotated.
/// </remarks>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ShownOnce(TimeProvider time)
{
    /// <summary>A browser follows the redirect at once.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(2);

    private const int MostKept = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _values = [];

    /// <param name="session">Whose session may read it.</param>
    /// <param name="shown">The value.</param>
    /// <returns>The handle, of 128 random bits.</returns>
    public string Keep(TokenDigest session, Shown shown)
    {
        var handle = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        lock (_lock)
        {
            DropOld();
            if (_values.Count >= MostKept)
                _values.Remove(_values.MinBy(one => one.Value.Until).Key);
            _values[handle] = new Entry(session, shown, time.GetUtcNow() + KeptFor);
        }

        return handle;
    }

    /// <summary>The value, to whoever asks first; null: there is none, it was read already, or it is another session's.</summary>
    public Shown? Take(string handle, TokenDigest session)
    {
        lock (_lock)
        {
            DropOld();
            if (!_values.TryGetValue(handle, out var entry) || entry.Session != session)
                return null;
            _values.Remove(handle);
            return entry.Shown;
        }
    }

    private void DropOld()
    {
        var now = time.GetUtcNow();
        foreach (var (handle, _) in _values.Where(one => one.Value.Until <= now).ToList())
            _values.Remove(handle);
    }

    private sealed record Entry(TokenDigest Session, Shown Shown, DateTimeOffset Until);
}
