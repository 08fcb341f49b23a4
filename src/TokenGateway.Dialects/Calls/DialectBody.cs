using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Texts;

namespace TokenGateway.Dialects.Calls;

/// <summary>Reads <see cref="DialectBody{T}"/>.</summary>
public static class DialectBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <param name="type">Absent members are null or have the type's default; a member of the wrong kind is a fault.</param>
    public static async Task<DialectBody<T>> ReadAsync<T>(DialectExchange exchange, JsonTypeInfo<T> type)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(exchange);
        byte[]? bytes;
        try
        {
            bytes = await BoundedBody.ReadAsync(exchange.Http, exchange.Time);
        }
        catch (BadHttpRequestException bad) when (!RequestBodyFault.IsClosedByClient(bad))
        {
            return new(null, bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? $"The body is larger than {BoundedBody.MaxLength} bytes."
                : "The body cannot be read.");
        }

        return bytes switch
        {
            null => new(null, $"The body did not arrive within {BoundedBody.Patience.TotalSeconds:0} seconds."),
            [] => new(null, "The body is empty; a JSON object is expected."),
            _ => Read(bytes, type),
        };
    }

    private static DialectBody<T> Read<T>(byte[] bytes, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            using var document = UnicodeJson.Parse(bytes, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(document.RootElement.Deserialize(type), null)
                : new(null, "The body must be a JSON object.");
        }
        catch (JsonException wrong)
        {
            return new(null, Describe(wrong));
        }
    }

    private static string Describe(JsonException wrong) => wrong switch
    {
        { Path: { Length: > 2 } path } => $"The value of {path[2..]} has a wrong type or form.",
        NotUnicodeException { LineNumber: { } line, BytePositionInLine: { } column } => $"The body contains text that is not Unicode (line {line + 1}, column {column + 1}).",
        { LineNumber: { } line, BytePositionInLine: { } column } => $"The body is not valid JSON (line {line + 1}, column {column + 1}).",
        _ => "The body is not valid JSON.",
    };
}
