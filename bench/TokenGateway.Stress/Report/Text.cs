using System.Globalization;

namespace TokenGateway.Stress.Report;

/// <summary>Figures as text.</summary>
internal static class Text
{
    public const long Megabyte = 1024 * 1024;

    /// <summary>Bytes as MB (2^20) with one decimal.</summary>
    public static string Mb(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / Megabyte:0.0} MB");

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Ms(double milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms");

    public static string Rate(long number, TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{number / time.TotalSeconds:N0}/s");
}
