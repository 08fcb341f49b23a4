using System.Text;
using System.Text.Json;
using TokenGateway.Configuration.Errors;

namespace TokenGateway.Configuration.Sources;

/// <summary>Reads a JSON text once, as leniently as .NET's own provider (comments, trailing commas).</summary>
internal sealed class JsonTextWalk
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly JsonTextMap _map;
    private readonly Stack<Level> _levels = new();
    private (string Path, int Line)? _key;

    private JsonTextWalk(string fileName) => _map = new JsonTextMap(fileName);

    /// <summary>
    /// Never fails: an invalid text was refused by its provider, or was broken after the provider read it; then the lines
    /// up to the fault are known.
    /// </summary>
    public static JsonTextMap Read(string fileName, ReadOnlySpan<byte> text)
    {
        var walk = new JsonTextWalk(fileName);
        try
        {
            walk.Read(text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
        }

        return walk._map;
    }

    private void Read(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, Options);
        var (line, counted) = (1, 0);
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            line += text[counted..start].Count((byte)'\n');
            counted = start;
            Take(ref reader, line);
        }
    }

    private void Take(ref Utf8JsonReader reader, int line)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                var name = reader.GetString()!;
                _map.AddKey(_levels.Peek().Path, name, line);
                _key = (ConfigPath.Join(_levels.Peek().Path, name), line);
                break;
            case JsonTokenType.StartObject:
                _levels.Push(new Level(Value(line, JsonValueKind.Object)));
                break;
            case JsonTokenType.StartArray:
                _levels.Push(new Level(Value(line, JsonValueKind.Array)));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _levels.Pop();
                break;
            default:
                Value(line, KindOf(reader.TokenType));
                break;
        }
    }

    // A value has the line of its key; a list element the line where it begins; the root has no path.
    private string Value(int line, JsonValueKind kind)
    {
        if (_levels.Count == 0)
            return string.Empty;
        var (path, at) = _key ?? (_levels.Peek().NextElement(), line);
        _key = null;
        _map.AddValue(path, at, kind);
        return path;
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    private sealed class Level(string path)
    {
        private int _count;

        public string Path => path;

        public string NextElement() => ConfigPath.Join(path, $"{_count++}");
    }
}
