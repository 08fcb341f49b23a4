using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using MimeKit;
using TokenGateway.Core.Notices;

namespace TokenGateway.Notices;

/// <summary>
/// Formats a notice as a plain mail. Users choose names: characters that could end a header line or forge one in the text
/// are replaced, although they are also refused on input.
/// </summary>
internal static class MailText
{
    private const string LineEnd = "\r\n";

    public static bool TryReadAddress(string? text, [NotNullWhen(true)] out MailboxAddress? address)
    {
        address = null;
        if (text is null || text.Any(char.IsControl) || !MailboxAddress.TryParse(text, out var read) || read.Address != text || read.Domain.Length == 0)
            return false;
        address = read;
        return true;
    }

    public static MimeMessage Write(NoticeContent content, MailboxAddress sender, MailboxAddress recipient, DateTimeOffset now)
    {
        var message = new MimeMessage
        {
            Subject = OneLine(SubjectOf(content)),
            Date = now,
            MessageId = $"{content.Id}@{MailboxAddress.IdnMapping.Encode(sender.Domain)}",
            Body = Plain(BodyOf(content)),
        };
        message.From.Add(sender);
        message.To.Add(recipient);

        // Suppresses automatic replies (RFC 3834, 5).
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private static TextPart Plain(string text)
    {
        var part = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        return part;
    }

    private static string SubjectOf(NoticeContent content)
    {
        var token = content.Token;
        var name = token.Name.Length == 0 ? $"Token {token.Id}" : $"Token {token.Id} \"{token.Name}\"";
        return NoticeTypes.Parse(content.Type) switch
        {
            NoticeType.Expiring => $"{name} expires on {token.ExpiresAt?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
            NoticeType.Created => $"{name} was created",
            NoticeType.Rotated => $"{name} was rotated",
            NoticeType.SecretReused => $"{name}: a retired secret was used",
            NoticeType.Leaked => $"{name} was reported as leaked",
            NoticeType.Deactivated => $"{name} was deactivated",
            NoticeType.Deleted => $"{name} was deleted",
            _ => throw new ArgumentOutOfRangeException(nameof(content), content.Type, "No such type."),
        };
    }

    private static string BodyOf(NoticeContent content)
    {
        var token = content.Token;
        var text = new StringBuilder();
        text.Append(Happened(content)).Append(LineEnd).Append(LineEnd);
        Add(text, "Token", token.Id);
        Add(text, "Name", token.Name.Length == 0 ? "(none)" : token.Name);
        Add(text, "Value", token.Hint);
        Add(text, "Owner", token.Owner);
        Add(text, "Realm", token.Realm);
        Add(text, "Ends", token.ExpiresAt is { } end ? Moment(end) : "never");
        if (content.Actor is not null)
            Add(text, "By", content.Actor);
        if (content.Address is not null)
            Add(text, "From", content.Address);
        if (content.Reason is not null)
            Add(text, "Reason", content.Reason);
        if (content.AlsoDeactivated is { } others)
            AddOthers(text, others);
        text.Append(LineEnd).Append(Advice(content)).Append(LineEnd);
        return text.ToString();
    }

    private static void AddOthers(StringBuilder text, IReadOnlyList<NoticeToken> others)
    {
        text.Append(LineEnd).Append("Tokens that it created or rotated were deactivated with it:").Append(LineEnd);
        foreach (var other in others)
            text.Append("  ").Append(OneLine($"{other.Id} {(other.Name.Length == 0 ? "(no name)" : other.Name)}, {other.Hint}, owner {other.Owner}")).Append(LineEnd);
        if (others.Count == NoticeContent.MaxAlsoDeactivated)
            text.Append("  There may be more; see the audit log.").Append(LineEnd);
    }

    private static string Happened(NoticeContent content) => NoticeTypes.Parse(content.Type) switch
    {
        NoticeType.Expiring => $"This token expires at {Moment(content.Token.ExpiresAt!.Value)} and is refused from then on.",
        NoticeType.Created => $"This token was created at {Moment(content.At)}.",
        NoticeType.Rotated => $"This token was rotated at {Moment(content.At)}.",
        NoticeType.SecretReused => $"A retired secret of this token was presented at {Moment(content.At)} and refused.",
        NoticeType.Leaked => $"This token was reported as leaked at {Moment(content.At)} and no longer works.",
        NoticeType.Deactivated => $"This token was deactivated at {Moment(content.At)} and is refused.",
        NoticeType.Deleted => $"This token was deleted at {Moment(content.At)} and is refused.",
        _ => throw new ArgumentOutOfRangeException(nameof(content), content.Type, "No such type."),
    };

    private static string Advice(NoticeContent content) => NoticeTypes.Parse(content.Type) switch
    {
        NoticeType.Expiring => "An expiry cannot be changed: create a new token, switch the programs that use this one to it, and delete this one.",
        NoticeType.SecretReused => "Either a program was forgotten when the token was rotated, or the secret has leaked. If it is none of your programs, find out where the secret may have been read.",
        NoticeType.Leaked => "Create a new token for the programs that use it, and find out where its value may have been read. It can be rotated and reactivated in a session.",
        NoticeType.Deactivated => "It can be activated again. Ask the administrator who deactivated it before you do so.",
        NoticeType.Deleted => "A deleted token cannot be restored. Create a new token for the programs that use it.",
        _ => $"If you did not expect this, deactivate the token (tokengateway token deactivate {OneLine(content.Token.Id)}) and tell an administrator.",
    };

    private static void Add(StringBuilder text, string what, string value) =>
        text.Append(what).Append(": ").Append(' ', 6 - what.Length).Append(OneLine(value)).Append(LineEnd);

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    // Includes Unicode line and paragraph separators.
    private static string OneLine(string text) =>
        string.Create(text.Length, text, (span, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                span[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
        });
}
