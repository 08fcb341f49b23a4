namespace TokenGateway.Configuration.Sources;

/// <summary>
/// A configuration provider that exposes the JSON text of its values, so that errors can name the line. .NET's own JSON
/// file provider is supported without it.
/// </summary>
public interface IJsonTextSource
{
    /// <summary>The name in errors, without folders: <c>gateway.json</c>.</summary>
    string FileName { get; }

    /// <summary>The UTF-8 text of the values that are currently loaded, which may differ from the file by now.</summary>
    ReadOnlyMemory<byte> Text { get; }
}
