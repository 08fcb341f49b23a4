using System.Text.Json;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Schema;

/// <summary>
/// The one declaration of a key: its name, what may stand there, its text for editors and the reference, and its default as
/// JSON, which the reader reads as well. <typeparamref name="T"/> is nullable where null may be written, or where nothing is
/// said without the key.
/// </summary>
internal sealed class Key<T>(KeyShape declared)
{
    /// <param name="name">As the file writes it.</param>
    /// <param name="shape">What may stand there.</param>
    /// <param name="description">For editors and the reference.</param>
    /// <param name="json">The default as JSON; null when nothing fixed holds without the key.</param>
    public Key(string name, Shape shape, string description, string? json = null)
        : this(new KeyShape(name, shape, description, json))
    {
    }

    public KeyShape Declared { get; } = declared;

    public string Name => Declared.Name;

    public static implicit operator KeyShape(Key<T> key) => key.Declared;

    /// <summary>
    /// The value in force. Nothing here fails: a value that the shape refused is an error already, and what is read in its
    /// place is never used.
    /// </summary>
    public T In(ConfigNode? parent) => parent?[Name] is { } node ? KeyValues.Read<T>(node) : WhenAbsentIn(parent);

    /// <summary>The same where something else holds without the key than its default.</summary>
    public T In(ConfigNode? parent, T absent) => parent?[Name] is { } node ? KeyValues.Read<T>(node) : absent;

    private T WhenAbsentIn(ConfigNode? parent)
    {
        if (Declared.DefaultIn(parent) is not { } text)
            return KeyValues.Read<T>(null);
        using var json = JsonDocument.Parse(text);
        return KeyValues.Read<T>(ConfigNode.Of(Name, json.RootElement, origin: null, ConfigPath.Gateway));
    }
}
