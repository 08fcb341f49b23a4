using TokenGateway.Core.Texts;
namespace TokenGateway.Core.Access;

/// <summary>The name of a role; see <see cref="AccessName"/> for its syntax.</summary>
public readonly record struct RoleName
{
    private RoleName(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, out RoleName name)
    {
        var valid = AccessName.IsValid(text);
        name = valid ? new RoleName(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not a role name.</exception>
    public static RoleName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{PrintableText.Escape(text)}' is not a role name.");

    public override string ToString() => Value;
}
