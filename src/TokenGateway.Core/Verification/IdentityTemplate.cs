using System.Collections.Immutable;
using System.Text;
using TokenGateway.Core.Texts;

namespace TokenGateway.Core.Verification;

/// <summary>
/// The template of an identity header's value: text with the placeholders <c>{user.id} {user.email} {user.name} {token.id}
/// {token.name} {role} {roles} {permissions} {realm}</c>. Lists are joined with commas; non-ASCII text and <c>%</c> are
/// percent-encoded as UTF-8. Literal text must be visible ASCII or spaces.
/// </summary>
public sealed class IdentityTemplate
{
    private static readonly ImmutableArray<(string Name, IdentityField Field)> Fields =
    [
        ("user.id", IdentityField.UserId), ("user.email", IdentityField.UserEmail), ("user.name", IdentityField.UserName),
        ("token.id", IdentityField.TokenId), ("token.name", IdentityField.TokenName), ("role", IdentityField.Role),
        ("roles", IdentityField.Roles), ("permissions", IdentityField.Permissions), ("realm", IdentityField.Realm),
    ];

    private readonly ImmutableArray<(string Literal, IdentityField? Field)> _parts;

    private IdentityTemplate(string text, ImmutableArray<(string, IdentityField?)> parts) => (Text, _parts) = (text, parts);

    internal static IEnumerable<string> PlaceholderNames => Fields.Select(one => one.Name);

    public string Text { get; }

    /// <summary>Compiles a template; on failure, <paramref name="error"/> says what is wrong and what is allowed.</summary>
    public static bool TryParse(string text, out IdentityTemplate? template, out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        template = null;
        var parts = ImmutableArray.CreateBuilder<(string, IdentityField?)>();
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var open = rest.IndexOf('{');
            var literal = open < 0 ? rest : rest[..open];
            if (literal.ContainsAnyExceptInRange(' ', '~') || literal.Contains('}'))
            {
                error = "text outside placeholders is visible ASCII without braces";
                return false;
            }

            var close = open < 0 ? -1 : rest[open..].IndexOf('}');
            if (open >= 0 && close < 0)
            {
                error = "'{' without '}'";
                return false;
            }

            if (open < 0)
            {
                parts.Add((literal.ToString(), null));
                break;
            }

            var name = rest.Slice(open + 1, close - 1).ToString();
            var known = Fields.Where(field => field.Name == name).Select(field => (IdentityField?)field.Field).FirstOrDefault();
            if (known is null)
            {
                error = $"unknown placeholder {{{name}}}; known are {string.Join(' ', PlaceholderNames.Select(one => $"{{{one}}}"))}";
                return false;
            }

            parts.Add((literal.ToString(), known));
            rest = rest[(open + close + 1)..];
        }

        error = null;
        template = new IdentityTemplate(text, parts.ToImmutable());
        return true;
    }

    /// <summary>Renders the value for a token; null if it cannot be a header value because it contains a control character.</summary>
    internal string? Render(TokenSnapshot snapshot)
    {
        // Most templates are a single field: reuses the string of the token or owner instead of a copy per cached token.
        if (_parts is [{ Literal: "", Field: { } only }])
            return Encode(ValueOf(only, snapshot).Trim(' '));
        var text = new StringBuilder();
        foreach (var (literal, field) in _parts)
        {
            text.Append(literal);
            if (field is not { } known)
                continue;
            if (Encode(ValueOf(known, snapshot)) is not { } value)
                return null;
            text.Append(value);
        }

        return text.ToString().Trim(' ');
    }

    private static string ValueOf(IdentityField field, TokenSnapshot snapshot) => field switch
    {
        IdentityField.UserId => snapshot.Token.Owner.Value,
        IdentityField.UserEmail => snapshot.Owner?.Email ?? "",
        IdentityField.UserName => snapshot.Owner?.Name ?? "",
        IdentityField.TokenId => snapshot.Token.Id.ToString(),
        IdentityField.TokenName => snapshot.Token.Name,
        IdentityField.Role or IdentityField.Roles => snapshot.Subject.Role?.Name.Value ?? "",
        IdentityField.Permissions => string.Join(',', snapshot.PermissionNames),
        IdentityField.Realm => snapshot.Token.Realm.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    // Encodes "%" too; otherwise the literal value "caf%C3%A9" would be read as "café".
    private static string? Encode(string value)
    {
        if (!PrintableText.IsPrintable(value))
            return null;
        if (Ascii.IsValid(value) && !value.Contains('%', StringComparison.Ordinal))
            return value;
        var encoded = new StringBuilder(value.Length * 3);
        foreach (var rune in value.EnumerateRunes())
            encoded.Append(rune.IsAscii && rune.Value != '%' ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        return encoded.ToString();
    }
}
