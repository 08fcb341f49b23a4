using TokenGateway.Core.Texts;
namespace TokenGateway.Core.Access;

/// <summary>The name of a permission; see <see cref="AccessName"/> for its syntax.</summary>
public readonly record struct PermissionName
{
    private PermissionName(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, out PermissionName name)
    {
        var valid = AccessName.IsValid(text);
        name = valid ? new PermissionName(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not a permission name.</exception>
    public static PermissionName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{PrintableText.Escape(text)}' is not a permission name.");

    public override string ToString() => Value;
}
