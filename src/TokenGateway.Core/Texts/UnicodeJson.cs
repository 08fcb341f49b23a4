using System.Text;
using System.Text.Json;

namespace TokenGateway.Core.Texts;

/// <summary>
/// Parses untrusted JSON. .NET's reader validates texts only on access, and then throws a different exception than for
/// other errors; this validates each text first.
/// </summary>
public static class UnicodeJson
{
    /// <exception cref="NotUnicodeException">A name or value is not valid text.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json, JsonDocumentOptions options = default)
    {
        Check(json.Span, options);
        return JsonDocument.Parse(json, options);
    }

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte}, JsonDocumentOptions)"/>
    public static JsonDocument Parse(string json, JsonDocumentOptions options = default) => Parse(Encoding.UTF8.GetBytes(json), options);

    private static void Check(ReadOnlySpan<byte> json, JsonDocumentOptions options)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions
        {
            CommentHandling = options.CommentHandling,
            AllowTrailingCommas = options.AllowTrailingCommas,
            MaxDepth = options.MaxDepth,
        });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
                CheckText(ref reader, json);
        }
    }

    private static void CheckText(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        try
        {
            // Only to decode it.
            _ = reader.GetString();
        }
        catch (InvalidOperationException wrong)
        {
            var before = json[..(int)reader.TokenStartIndex];
            throw new NotUnicodeException(before.Count((byte)'\n'), before.Length - 1 - before.LastIndexOf((byte)'\n'), wrong);
        }
    }
}
