using System.CommandLine;
using System.Globalization;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Times;

namespace TokenGateway.Commands.Options;

/// <summary>Times on the command line: a duration from now (<c>90d</c>), a day (its start in UTC) or a timestamp with its zone.</summary>
internal static class TimeOptions
{
    /// <summary>A duration counts backwards; null: not given.</summary>
    /// <exception cref="UsageException">It is invalid.</exception>
    public static DateTimeOffset? ReadPast(ParseResult parsed, Option<string?> option, DateTimeOffset now) =>
        Read(parsed, option, time => time < now - DateTimeOffset.MinValue ? now - time : null);

    /// <summary>A duration counts forwards; null: not given.</summary>
    /// <exception cref="UsageException">It is invalid.</exception>
    public static DateTimeOffset? ReadComing(ParseResult parsed, Option<string?> option, DateTimeOffset now) =>
        Read(parsed, option, time => time < DateTimeOffset.MaxValue - now ? now + time : null);

    private static DateTimeOffset? Read(ParseResult parsed, Option<string?> option, Func<TimeSpan, DateTimeOffset?> count)
    {
        if (parsed.GetValue(option) is not { } text)
            return null;
        if (DurationText.TryParse(text, out var time) && count(time) is { } counted)
            return counted;
        if (InstantText.TryParse(text, out var moment))
            return moment;
        return DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
            ? day
            : throw new UsageException($"{option.Name} '{PrintableText.Escape(text)}': a duration (90d, 12h), a date (2027-01-31) or a time with its zone (2027-01-31T12:00:00Z) is expected.");
    }
}
