using System.Globalization;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Times;
using TokenGateway.Portal.Texts;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Auditing;

/// <summary>The filters of the audit log, from the URL. An invalid one lists nothing: without it everything would match.</summary>
internal sealed record AuditQuery
{
    private static readonly string[] Local = ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd"];

    public string Actor { get; private init; } = "";

    public string Action { get; private init; } = "";

    public string Subject { get; private init; } = "";

    /// <summary>In UTC, as <c>2026-12-27T14:05</c>, or with its zone.</summary>
    public string From { get; private init; } = "";

    public string Until { get; private init; } = "";

    /// <summary>The number of the last record on the previous page; null: the first page.</summary>
    public long? Before { get; private init; }

    public bool IsFiltered => Actor.Length + Action.Length + Subject.Length + From.Length + Until.Length > 0;

    public static AuditQuery Of(IQueryCollection query) => new()
    {
        Actor = query["actor"].ToString().Trim(),
        Action = query["action"].ToString(),
        Subject = query["subject"].ToString().Trim(),
        From = query["from"].ToString().Trim(),
        Until = query["until"].ToString().Trim(),
        Before = long.TryParse(query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : null,
    };

    /// <summary>Null: <paramref name="problems"/> has the errors.</summary>
    public AuditFilter? Read(FieldProblems problems)
    {
        AuditAction? action = AuditActions.TryParse(Action, out var known) ? known : null;
        if (Action.Length > 0 && action is null)
            problems.Add("action", Text.Log_ActionWrong);
        var filter = new AuditFilter
        {
            Actor = OrNull(Actor),
            Action = action,
            Subject = OrNull(Subject),
            From = ReadTime("from", From, problems),
            Until = ReadTime("until", Until, problems),
        };
        return problems.Any ? null : filter;
    }

    /// <summary>The URL of the page after a record.</summary>
    public string PageAfter(long seq) => "/audit" + QueryString.Create(Fields().Append(KeyValuePair.Create("before", (string?)seq.ToString(CultureInfo.InvariantCulture))));

    /// <summary>A time in the format of a form field; invalid text is unchanged.</summary>
    public static string Field(string text) =>
        TryRead(text, out var time) ? time.UtcDateTime.ToString(Local[0], CultureInfo.InvariantCulture) : text;

    private IEnumerable<KeyValuePair<string, string?>> Fields() =>
        new[] { ("actor", Actor), ("action", Action), ("subject", Subject), ("from", From), ("until", Until) }
            .Where(one => one.Item2.Length > 0).Select(one => KeyValuePair.Create(one.Item1, (string?)one.Item2));

    /// <summary>Null: none is given, or <paramref name="problems"/> has the error.</summary>
    public static DateTimeOffset? ReadTime(string field, string text, FieldProblems problems)
    {
        if (text.Length == 0)
            return null;
        if (TryRead(text, out var time))
            return time;
        problems.Add(field, Text.New_TimeWrong);
        return null;
    }

    private static bool TryRead(string text, out DateTimeOffset time) =>
        InstantText.TryParse(text, out time) || DateTimeOffset.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
