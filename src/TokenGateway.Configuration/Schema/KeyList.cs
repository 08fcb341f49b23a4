namespace TokenGateway.Configuration.Schema;

/// <summary>The keys of a section, in the order in which they are declared.</summary>
internal sealed class KeyList
{
    private readonly List<KeyShape> _keys = [];

    /// <summary>An object with the keys that are declared until now.</summary>
    public ObjectShape Shape => new([.. _keys]);

    /// <param name="name">As the file writes it.</param>
    /// <param name="shape">What may stand there.</param>
    /// <param name="description">For editors and the reference.</param>
    /// <param name="json">The default as JSON; null when nothing fixed holds without the key.</param>
    /// <param name="required">Whether the object is an error without it.</param>
    public Key<T> Add<T>(string name, Shape shape, string description, string? json = null, bool required = false) =>
        new(Add(new KeyShape(name, shape, description, json) { Required = required }));

    /// <summary>A key whose default depends on others.</summary>
    public Key<T> Add<T>(KeyShape key) => new(Add(key));

    /// <summary>A key that holds a section of its own, which reads itself.</summary>
    public KeyShape Add(string name, Shape shape, string description) => Add(new KeyShape(name, shape, description));

    private KeyShape Add(KeyShape key)
    {
        _keys.Add(key);
        return key;
    }
}
