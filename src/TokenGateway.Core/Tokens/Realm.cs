namespace TokenGateway.Core.Tokens;

/// <summary>
/// What a token belongs to and never leaves: an environment, project, organization or account. 1 to 100 printable
/// characters, case-sensitive; <see cref="Default"/> unless said otherwise.
/// </summary>
public readonly record struct Realm
{
    public const int MaxLength = 100;

    private Realm(string value) => Value = value;

    public static Realm Default { get; } = new("default");

    public string Value { get; }

    public static bool TryParse(string? text, out Realm realm)
    {
        var valid = !string.IsNullOrEmpty(text) && text.Length <= MaxLength
            && text.AsSpan().Trim().Length == text.Length && PrintableText.IsPrintable(text);
        realm = valid ? new Realm(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not a realm.</exception>
    public static Realm Parse(string text) =>
        TryParse(text, out var realm) ? realm : throw new FormatException($"'{PrintableText.Escape(text)}' is not a realm.");

    public override string ToString() => Value;
}
