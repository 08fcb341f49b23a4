using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TokenGateway.Dialects;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Products;

/// <summary>
/// Texts in the words of the current dialect's product. <c>Text.resx</c> has a product's own text under its name and the
/// name of the text that it replaces: <c>Gcore_New_Submit</c>.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ProductWords(IDialectSource dialects)
{
    private readonly ConcurrentDictionary<(string Dialect, string Text), string> _found = new();

    private string Dialect => dialects.Current.Name;

    /// <summary>The fields of the new token form, in the order of the product's own page.</summary>
    public ProductForm Form => ProductForm.Of(Dialect);

    /// <summary>Whether the product has a menu page for its tokens.</summary>
    public bool HasMenu => IsReplaced(nameof(Text.Nav_Tokens));

    /// <summary>The heading above the link on that page; empty: none.</summary>
    public string MenuSection => Of(nameof(Text.Menu_Section));

    /// <summary>Whether rows of the list have a delete icon beside their menu.</summary>
    public bool HasDeleteIcon => IsReplaced(nameof(Text.Tokens_DeleteIcon));

    /// <param name="text">The name of a text: <c>nameof(Text.New_Submit)</c>.</param>
    public string Of(string text) => _found.GetOrAdd((Dialect, text), static key => Find($"{key.Dialect}_{key.Text}") ?? Find(key.Text)!);

    private bool IsReplaced(string text) => Find($"{Dialect}_{text}") is not null;

    private static string? Find(string name) => Text.ResourceManager.GetString(name, CultureInfo.InvariantCulture);
}
