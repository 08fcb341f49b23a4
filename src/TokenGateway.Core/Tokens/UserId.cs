using TokenGateway.Core.Texts;
namespace TokenGateway.Core.Tokens;

/// <summary>
/// A user's id: 1 to 255 printable characters without surrounding white space. It becomes an identity header, so control
/// characters are refused, and <c>%</c> as well: non-ASCII ids are percent-encoded there, and <c>caf%C3%A9</c> must not be
/// mistaken for <c>café</c>. Compared case-sensitively.
/// </summary>
public readonly record struct UserId
{
    public const int MaxLength = 255;

    private UserId(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, out UserId id)
    {
        var valid = !string.IsNullOrEmpty(text) && text.Length <= MaxLength
            && text.AsSpan().Trim().Length == text.Length && !text.Contains('%', StringComparison.Ordinal) && PrintableText.IsPrintable(text);
        id = valid ? new UserId(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not a user id.</exception>
    public static UserId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{PrintableText.Escape(text)}' is not a user id.");

    public override string ToString() => Value;
}
