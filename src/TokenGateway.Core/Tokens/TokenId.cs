using System.Globalization;

namespace TokenGateway.Core.Tokens;

/// <summary>
/// The public id of a token: a positive number for a stored token (<c>7</c>), or <c>static:NAME</c> for one declared in the
/// configuration file. Never a secret.
/// </summary>
public readonly record struct TokenId
{
    private const string StaticPrefix = "static:";

    private TokenId(long number, string? declaredName) => (Number, DeclaredName) = (number, declaredName);

    /// <summary>The stored token's number, from 1; 0 for a declared token.</summary>
    public long Number { get; }

    /// <summary>The declared token's name; null for a stored token.</summary>
    public string? DeclaredName { get; }

    public bool IsDeclared => DeclaredName is not null;

    public static TokenId Stored(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        return new TokenId(number, null);
    }

    public static TokenId Declared(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new TokenId(0, name);
    }

    public static bool TryParse(string? text, out TokenId id)
    {
        id = default;
        if (string.IsNullOrEmpty(text))
            return false;
        if (text.StartsWith(StaticPrefix, StringComparison.Ordinal) && text.Length > StaticPrefix.Length)
        {
            id = Declared(text[StaticPrefix.Length..]);
            return true;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number <= 0)
            return false;
        id = Stored(number);
        return true;
    }

    public override string ToString() =>
        DeclaredName is null ? Number.ToString(CultureInfo.InvariantCulture) : StaticPrefix + DeclaredName;
}
