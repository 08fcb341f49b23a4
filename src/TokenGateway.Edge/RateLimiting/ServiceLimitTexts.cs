using System.Globalization;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// The values of <c>RateLimit</c> for one limit (draft-ietf-httpapi-ratelimit-headers-10, section 4): <c>"standard";r=50;t=30</c>.
/// Caches the last text per number of remaining permits: a limit under load reports the same few values repeatedly.
/// </summary>
/// <param name="name">The name of the limit.</param>
/// <param name="most">The maximum number of permits.</param>
internal sealed class ServiceLimitTexts(string name, long most)
{
    private const int MostKept = 4096;

    private readonly Told?[] _told = new Told?[Math.Min(most + 1, MostKept)];

    /// <param name="remaining">The remaining permits.</param>
    /// <param name="seconds">Seconds until all permits are available again, or until a request can pass.</param>
    public string Of(long remaining, long seconds)
    {
        if (remaining >= _told.Length)
            return Write(remaining, seconds);
        if (_told[remaining] is { } told && told.Seconds == seconds)
            return told.Text;
        var text = Write(remaining, seconds);
        _told[remaining] = new Told(seconds, text);
        return text;
    }

    private string Write(long remaining, long seconds) => string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={remaining};t={seconds}");

    private sealed record Told(long Seconds, string Text);
}
