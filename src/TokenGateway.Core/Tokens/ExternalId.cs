using System.Text.RegularExpressions;
using TokenGateway.Core.Texts;

namespace TokenGateway.Core.Tokens;

/// <summary>
/// An id that the caller chose for a token: <c>[.A-Za-z0-9_-]{1,255}</c>, without a leading dot. Unique among the live
/// tokens of one owner; compared case-sensitively.
/// </summary>
public readonly partial record struct ExternalId
{
    private ExternalId(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, out ExternalId id)
    {
        var valid = text is not null && Pattern().IsMatch(text);
        id = valid ? new ExternalId(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not an external id.</exception>
    public static ExternalId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{PrintableText.Escape(text)}' is not an external id.");

    public override string ToString() => Value;

    [GeneratedRegex(@"^(?!\.)[.A-Za-z0-9_-]{1,255}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
