using TokenGateway.Core.Texts;
namespace TokenGateway.Core.Access;

/// <summary>
/// The realm of a token, which never changes: an environment, project, organization or account. 1 to 100 printable
/// characters, case-sensitive, never <c>*</c>, which means all realms of a user; by default <see cref="Default"/>.
/// </summary>
public readonly record struct Realm
{
    public const int MaxLength = 100;

    private Realm(string value) => Value = value;

    public static Realm Default { get; } = new("default");

    public string Value { get; }

    public static bool TryParse(string? text, out Realm realm)
    {
        var valid = !string.IsNullOrEmpty(text) && text.Length <= MaxLength && text != RealmSet.AllText
            && text.AsSpan().Trim().Length == text.Length && PrintableText.IsPrintable(text);
        realm = valid ? new Realm(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not a realm.</exception>
    public static Realm Parse(string text) =>
        TryParse(text, out var realm) ? realm : throw new FormatException($"'{PrintableText.Escape(text)}' is not a realm.");

    /// <summary>The realm of a stored token, where <c>*</c> may exist from before it was refused: only users with all realms have it.</summary>
    /// <exception cref="FormatException">The text is not a realm.</exception>
    public static Realm OfStored(string text) => text == RealmSet.AllText ? new Realm(text) : Parse(text);

    public override string ToString() => Value;
}
