using System.Globalization;

namespace TokenGateway.Core.Times;

/// <summary>
/// Durations in text form: a whole number and a unit (<c>500ms</c>, <c>90s</c>, <c>15m</c>, <c>12h</c>, <c>30d</c>) or a
/// .NET TimeSpan (<c>00:15:00</c>, <c>1.12:00:00</c>).
/// </summary>
public static class DurationText
{
    // Smallest first: "ms" must be tried before "s".
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour),
        ("d", TimeSpan.TicksPerDay),
    ];

    /// <summary>
    /// Parses a duration of zero or more. Refuses a bare number, since .NET would read <c>60</c> as sixty days, and
    /// negative ones.
    /// </summary>
    public static bool TryParse(string? text, out TimeSpan value)
    {
        value = default;
        if (string.IsNullOrEmpty(text))
            return false;
        if (text.Contains(':', StringComparison.Ordinal))
            return TryParseTimeSpan(text, out value);
        foreach (var (unit, ticks) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) && TryParseCount(text.AsSpan(0, text.Length - unit.Length), ticks, out value))
                return true;
        }

        return false;
    }

    /// <summary>In the largest unit that is exact.</summary>
    public static string Write(TimeSpan value)
    {
        foreach (var (unit, ticks) in Units.Reverse())
        {
            if (value.Ticks % ticks == 0 && (value.Ticks != 0 || unit == "s"))
                return (value.Ticks / ticks).ToString(CultureInfo.InvariantCulture) + unit;
        }

        return value.ToString("c", CultureInfo.InvariantCulture);
    }

    private static bool TryParseTimeSpan(string text, out TimeSpan value) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value) && value >= TimeSpan.Zero;

    private static bool TryParseCount(ReadOnlySpan<char> digits, long ticks, out TimeSpan value)
    {
        value = default;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > TimeSpan.MaxValue.Ticks / ticks)
            return false;
        value = new TimeSpan(count * ticks);
        return true;
    }
}
