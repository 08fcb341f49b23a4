using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>
/// The only declaration of a key: its name, shape, description for editors and the reference, and its default as JSON,
/// which the reader uses as well. <typeparamref name="T"/> is nullable if null is allowed, or if the key has no fixed
/// default.
/// </summary>
internal sealed class Key<T>(KeyShape declared)
{
    /// <param name="name">As in the file.</param>
    /// <param name="shape">The allowed values.</param>
    /// <param name="description">For editors and the reference.</param>
    /// <param name="json">The default as JSON; null if there is no fixed default.</param>
    public Key(string name, Shape shape, string description, string? json = null)
        : this(new KeyShape(name, shape, description, json))
    {
    }

    public KeyShape Declared { get; } = declared;

    public string Name => Declared.Name;

    public static implicit operator KeyShape(Key<T> key) => key.Declared;

    /// <summary>
    /// The effective value. Never fails: a value that the shape refused is already an error, and the value read instead of
    /// it is never used.
    /// </summary>
    public T In(ConfigNode? parent) => parent?[Name] is { } node ? KeyValues.Read<T>(node) : WhenAbsentIn(parent);

    /// <summary>The same with another default.</summary>
    public T In(ConfigNode? parent, T absent) => parent?[Name] is { } node ? KeyValues.Read<T>(node) : absent;

    private T WhenAbsentIn(ConfigNode? parent)
    {
        if (Declared.DefaultIn(parent) is not { } text)
            return KeyValues.Read<T>(null);
        using var json = JsonDocument.Parse(text);
        return KeyValues.Read<T>(ConfigNode.Of(Name, json.RootElement, origin: null, ConfigPath.Gateway));
    }
}
