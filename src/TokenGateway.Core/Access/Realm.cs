using TokenGateway.Core.Texts;
namespace TokenGateway.Core.Access;

/// <summary>
/// What a token belongs to and never leaves: an environment, project, organization or account. 1 to 100 printable
/// characters, case-sensitive, never <c>*</c>, which means all realms of a user; <see cref="Default"/> unless said otherwise.
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

    /// <summary>
    /// The realm of a token in a store, where one may be called <c>*</c> since before that was refused: it belongs to who
    /// has all realms.
    /// </summary>
    /// <exception cref="FormatException">The text is not a realm.</exception>
    public static Realm OfStored(string text) => text == RealmSet.AllText ? new Realm(text) : Parse(text);

    public override string ToString() => Value;
}
