using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;
using TokenGateway.Configuration.Errors;

namespace TokenGateway.Configuration.Sources;

/// <summary>The information of one JSON text beyond its values: lines, kinds, and keys that .NET would hide.</summary>
internal sealed class JsonTextMap(string fileName)
{
    private readonly Dictionary<string, JsonTextEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConfigError> _errors = [];
    private readonly List<string> _duplicates = [];
    private readonly List<string> _topLevelKeys = [];

    public string FileName => fileName;

    public IReadOnlyList<ConfigError> Errors => _errors;

    public IReadOnlyList<string> TopLevelKeys => _topLevelKeys;

    /// <summary>Every path of the text, including objects and lists.</summary>
    public IEnumerable<string> Paths => _entries.Keys;

    /// <summary>The map of the provider's text, or null if it has none.</summary>
    public static JsonTextMap? Of(IConfigurationProvider provider) => provider switch
    {
        IJsonTextSource source => JsonTextWalk.Read(source.FileName, source.Text.Span),
        JsonConfigurationProvider { Source: { Path: { } path, FileProvider: { } files } } => OfFile(files.GetFileInfo(path)),
        _ => null,
    };

    public JsonTextEntry? Find(string path) => _entries.TryGetValue(path, out var entry) ? entry : null;

    public void AddKey(string parent, string name, int line)
    {
        var path = ConfigPath.Join(parent, name);
        if (Find(path) is { } first)
            AddDuplicate(path, line, first.Origin.Line);
        else if (name.Contains(':', StringComparison.Ordinal) && ConfigPath.IsStrict(parent))
            _errors.Add(new ConfigError(path, $"the key \"{name}\" holds a colon, which separates levels", At(line).ToString()));
        if (parent.Length == 0)
            _topLevelKeys.Add(name);
        AddValue(path, line, JsonValueKind.Undefined);
    }

    public void AddValue(string path, int line, JsonValueKind kind) => _entries[path] = new JsonTextEntry(At(line), kind);

    private static JsonTextMap? OfFile(IFileInfo file)
    {
        if (!file.Exists)
            return null;
        using var stream = file.CreateReadStream();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return JsonTextWalk.Read(file.Name, copy.GetBuffer().AsSpan(0, (int)copy.Length));
    }

    // The content of a duplicate object is not reported key by key.
    private void AddDuplicate(string path, int line, int first)
    {
        if (_duplicates.Exists(outer => ConfigPath.IsAtOrUnder(path, outer)))
            return;
        _duplicates.Add(path);
        _errors.Add(new ConfigError(path, $"duplicate key, first written on line {first}", At(line).ToString()));
    }

    private ConfigOrigin At(int line) => new(fileName, line);
}
