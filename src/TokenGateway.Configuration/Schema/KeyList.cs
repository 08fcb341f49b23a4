namespace TokenGateway.Configuration.Schema;

/// <summary>The keys of a section, in the order of their declarations.</summary>
internal sealed class KeyList
{
    private readonly List<KeyShape> _keys = [];

    /// <summary>An object shape with the keys declared so far.</summary>
    public ObjectShape Shape => new([.. _keys]);

    /// <param name="name">As in the file.</param>
    /// <param name="shape">The allowed values.</param>
    /// <param name="description">For editors and the reference.</param>
    /// <param name="json">The default as JSON; null if there is no fixed default.</param>
    /// <param name="required">Whether the key must be present.</param>
    public Key<T> Add<T>(string name, Shape shape, string description, string? json = null, bool required = false) =>
        new(Add(new KeyShape(name, shape, description, json) { Required = required }));

    /// <summary>Adds a key whose default depends on others.</summary>
    public Key<T> Add<T>(KeyShape key) => new(Add(key));

    /// <summary>Adds a key with a section of its own, which reads itself.</summary>
    public KeyShape Add(string name, Shape shape, string description) => Add(new KeyShape(name, shape, description));

    private KeyShape Add(KeyShape key)
    {
        _keys.Add(key);
        return key;
    }
}
