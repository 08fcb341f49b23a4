using System.Globalization;

namespace TokenGateway.Commands;

/// <summary>The text form of timestamps: RFC 3339 in UTC, to the second.</summary>
internal static class Timestamps
{
    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
