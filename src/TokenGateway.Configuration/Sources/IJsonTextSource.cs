namespace TokenGateway.Configuration.Sources;

/// <summary>
/// A configuration provider that can show the JSON text its values came from, so that errors can name the line. .NET's
/// own JSON file provider is known without it.
/// </summary>
public interface IJsonTextSource
{
    /// <summary>The name that errors use, without folders: <c>gateway.json</c>.</summary>
    string FileName { get; }

    /// <summary>The UTF-8 text of the values that are loaded now, not of the file as it may have become since.</summary>
    ReadOnlyMemory<byte> Text { get; }
}
