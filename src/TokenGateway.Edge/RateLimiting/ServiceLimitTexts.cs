using System.Globalization;

namespace TokenGateway.Edge.RateLimiting;

/// <summary>
/// The values of <c>RateLimit</c> for one limit (draft-ietf-httpapi-ratelimit-headers-10, 4): <c>"standard";r=50;t=30</c>. A
/// busy limit tells the same few again and again, so the last text for each number of permits is kept.
/// </summary>
/// <param name="name">Of the limit.</param>
/// <param name="most">The most permits that there can be.</param>
internal sealed class ServiceLimitTexts(string name, long most)
{
    private const int MostKept = 4096;

    private readonly Told?[] _told = new Told?[Math.Min(most + 1, MostKept)];

    /// <param name="remaining">Permits left.</param>
    /// <param name="seconds">Until all are there again, or until a request can pass.</param>
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
