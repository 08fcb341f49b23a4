using TokenGateway.Core.Times;

namespace TokenGateway.Configuration.Schema;

/// <summary>
/// Durations as the file writes them: a whole number and a unit (<c>500ms</c>, <c>90s</c>, <c>15m</c>, <c>12h</c>,
/// <c>30d</c>) or a .NET TimeSpan (<c>00:15:00</c>, <c>1.12:00:00</c>).
/// </summary>
public static class Durations
{
    /// <summary>The two forms as a pattern for the JSON schema.</summary>
    internal const string Pattern = @"([0-9]+(ms|s|m|h|d)|([0-9]+\.)?[0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\.[0-9]{1,7})?)?)";

    /// <summary>
    /// Reads a duration of zero or more. A bare number is refused: .NET would read <c>60</c> as sixty days. So is a
    /// negative one.
    /// </summary>
    public static bool TryParse(string? text, out TimeSpan value) => DurationText.TryParse(text, out value);
}
