using System.CommandLine;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Times;

namespace TokenGateway.Commands.Options;

/// <summary>When a token expires: after a duration, or at a time.</summary>
internal sealed record EndOptions(Option<string?> In, Option<string?> At)
{
    public static EndOptions Create() => new(
        new Option<string?>("--expires-in") { Description = "The token expires after this time: 30d, 12h, 90m.", HelpName = "TIME" },
        new Option<string?>("--expires-at") { Description = "The token expires at this time (RFC 3339): 2027-01-31T12:00:00Z.", HelpName = "MOMENT" });

    /// <summary>The expiry; null: none.</summary>
    /// <exception cref="UsageException">Both were given, or one is invalid.</exception>
    public DateTimeOffset? Read(ParseResult parsed, DateTimeOffset now) => (parsed.GetValue(In), parsed.GetValue(At)) switch
    {
        (null, null) => null,
        ({ } time, null) => After(time, now),
        (null, { } moment) => Moment("--expires-at", moment),
        _ => throw new UsageException("Use --expires-in or --expires-at, not both."),
    };

    private static DateTimeOffset After(string text, DateTimeOffset now) =>
        DurationText.TryParse(text, out var time) && time > TimeSpan.Zero && time < DateTimeOffset.MaxValue - now
            ? now + time
            : throw new UsageException($"--expires-in '{PrintableText.Escape(text)}': a whole number and a unit are expected: 90s, 15m, 12h, 30d.");

    /// <exception cref="UsageException">Not a timestamp.</exception>
    public static DateTimeOffset Moment(string option, string text) => InstantText.TryParse(text, out var moment)
        ? moment
        : throw new UsageException($"{option} '{PrintableText.Escape(text)}': a time with its zone is expected, such as 2027-01-31T12:00:00Z.");
}
