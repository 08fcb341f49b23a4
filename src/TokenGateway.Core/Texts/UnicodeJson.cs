using System.Text;
using System.Text.Json;

namespace TokenGateway.Core.Texts;

/// <summary>
/// Parses JSON of others. .NET's reader looks at texts only when they are asked for, and then fails with another exception
/// than for all else that is wrong; here each text is looked at first.
/// </summary>
public static class UnicodeJson
{
    /// <exception cref="NotUnicodeException">A name or a value is no text.</exception>
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
            // Only decoded.
            _ = reader.GetString();
        }
        catch (InvalidOperationException wrong)
        {
            var before = json[..(int)reader.TokenStartIndex];
            throw new NotUnicodeException(before.Count((byte)'\n'), before.Length - 1 - before.LastIndexOf((byte)'\n'), wrong);
        }
    }
}
