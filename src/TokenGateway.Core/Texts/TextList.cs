using System.Buffers;
using System.Text;
using System.Text.Json;

namespace TokenGateway.Core.Texts;

/// <summary>A list of texts as a JSON array, without the serializer, which would cost every gateway memory.</summary>
public static class TextList
{
    public static string Write(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartArray();
            foreach (var text in texts)
                writer.WriteStringValue(text);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    /// <exception cref="JsonException">It is not an array of texts.</exception>
    public static IReadOnlyList<string> Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            throw NotAList();
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            texts.Add(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.EndArray || reader.Read())
            throw NotAList();
        return texts;
    }

    private static JsonException NotAList() => new("A list of texts is expected.");
}
