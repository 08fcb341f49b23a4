namespace TokenGateway.Dialects;

/// <summary>The available dialects.</summary>
public sealed class DialectRegistry
{
    private readonly Dictionary<string, IDialectDefinition> _byName;

    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public DialectRegistry(IEnumerable<IDialectDefinition> definitions)
    {
        All = [.. definitions];
        _byName = All.ToDictionary(one => one.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>In the order of their registration; the first one is the default.</summary>
    public IReadOnlyList<IDialectDefinition> All { get; }

    public IDialectDefinition Default => All[0];

    public IEnumerable<string> Names => All.Select(one => one.Name);

    /// <summary>Null: there is no such dialect.</summary>
    public IDialectDefinition? Find(string? name) => name is null ? Default : _byName.GetValueOrDefault(name);

    /// <summary>These and <paramref name="others"/>.</summary>
    public DialectRegistry With(IEnumerable<IDialectDefinition> others) => new([.. All, .. others]);
}
