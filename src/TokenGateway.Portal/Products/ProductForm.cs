using System.Collections.Immutable;

namespace TokenGateway.Portal.Products;

/// <summary>
/// The fields of the new token form that appear first, in the order of the product's own page. All others are available in
/// a collapsed section.
/// </summary>
/// <param name="Rows">The fields, row by row; permissions are expanded if they are listed.</param>
internal sealed record ProductForm(ImmutableArray<ImmutableArray<FormField>> Rows)
{
    private static readonly ProductForm Standard = new([[FormField.Name], [FormField.Use], [FormField.Expires, FormField.Days, FormField.Until], [FormField.Role, FormField.Owner]]);

    private static readonly Dictionary<string, ProductForm> Products = new(StringComparer.Ordinal)
    {
        ["Dataprep"] = new([[FormField.Days], [FormField.Description]]),
        ["Gcore"] = new([[FormField.Name], [FormField.Role], [FormField.Expires, FormField.Until]]),
        ["Goldcast"] = new([[FormField.Name]]),
        ["Versio"] = new([[FormField.Realm], [FormField.Name], [FormField.Permissions]]),
    };

    /// <summary>The fields in the collapsed section.</summary>
    public IEnumerable<FormField> Others => Enum.GetValues<FormField>().Where(one => !AsksFirst(one) && one != FormField.Permissions);

    public static ProductForm Of(string dialect) => Products.GetValueOrDefault(dialect, Standard);

    /// <summary>A token may have no name unless the form asks for it first.</summary>
    public bool AsksFirst(FormField field) => Rows.Any(row => row.Contains(field));
}
