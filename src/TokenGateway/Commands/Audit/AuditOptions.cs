using System.CommandLine;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Times;

namespace TokenGateway.Commands.Audit;

/// <summary>Filters of records: actor, action, subject, time.</summary>
internal sealed record AuditOptions(
    Option<string?> Actor, Option<string?> Action, Option<string?> Subject, Option<string?> From, Option<string?> Until)
{
    public static AuditOptions Create() => new(
        new Option<string?>("--actor") { Description = "Only entries by this actor: user:ID, token:ID, cli:NAME or gateway.", HelpName = "WHO" },
        new Option<string?>("--action") { Description = "Only this action: token.created, user.disabled, session.refused and so on.", HelpName = "WHAT" },
        new Option<string?>("--subject") { Description = "Only entries about this subject: token:7, user:alice, settings or audit.", HelpName = "WHOM" },
        new Option<string?>("--from") { Description = "From this time on (RFC 3339): 2027-01-31T12:00:00Z.", HelpName = "MOMENT" },
        new Option<string?>("--until") { Description = "Before this time.", HelpName = "MOMENT" });

    /// <exception cref="UsageException">One of them is invalid.</exception>
    public AuditFilter Read(ParseResult parsed) => new()
    {
        Actor = parsed.GetValue(Actor),
        Action = parsed.GetValue(Action) is { } name ? ReadAction(name) : null,
        Subject = parsed.GetValue(Subject),
        From = Moment(parsed, From),
        Until = Moment(parsed, Until),
    };

    /// <summary>Reads only the times.</summary>
    /// <exception cref="UsageException">One of them is invalid.</exception>
    public AuditFilter ReadTimes(ParseResult parsed) => new() { From = Moment(parsed, From), Until = Moment(parsed, Until) };

    private static AuditAction ReadAction(string name) => AuditActions.TryParse(name, out var action)
        ? action
        : throw new UsageException($"--action '{PrintableText.Escape(name)}': actions are {string.Join(", ", AuditActions.Names)}.");

    private static DateTimeOffset? Moment(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text)
            return null;
        return InstantText.TryParse(text, out var moment)
            ? moment
            : throw new UsageException($"{option.Name} '{PrintableText.Escape(text)}': a time with its zone is expected, such as 2027-01-31T12:00:00Z.");
    }
}
