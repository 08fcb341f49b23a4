using System.Collections.Immutable;

namespace TokenGateway.Portal.Products;

/// <summary>
/// Which fields the form of a new token asks first, and in which order: as the page of the product does. Every other field is
/// there as well, folded away.
/// </summary>
/// <param name="Rows">The fields, row by row; permissions stand open where they are named.</param>
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

    /// <summary>What is not asked first.</summary>
    public IEnumerable<FormField> Others => Enum.GetValues<FormField>().Where(one => !AsksFirst(one) && one != FormField.Permissions);

    public static ProductForm Of(string dialect) => Products.GetValueOrDefault(dialect, Standard);

    /// <summary>A token that is not asked for its name first may have none.</summary>
    public bool AsksFirst(FormField field) => Rows.Any(row => row.Contains(field));
}
