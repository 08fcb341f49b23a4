using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Dataprep;

/// <summary>The list of calls that the gateway answers, as OpenAPI 3.0.</summary>
internal static class DataprepDocument
{
    private static readonly (string Path, string Method, string Summary, int Status)[] Calls =
    [
        (DataprepCalls.TokensPath, "post", "Create an API access token", StatusCodes.Status201Created),
        (DataprepCalls.TokensPath, "get", "List API access tokens", StatusCodes.Status200OK),
        (DataprepCalls.TokenPath, "get", "Get an API access token", StatusCodes.Status200OK),
        (DataprepCalls.TokenPath, "delete", "Delete an API access token", StatusCodes.Status204NoContent),
        (DataprepCalls.PersonPath, "get", "Get the current person", StatusCodes.Status200OK),
        (DataprepCalls.DocumentPath, "get", "Get this document", StatusCodes.Status200OK),
    ];

    public static Task WriteAsync(DialectExchange exchange) =>
        DialectAnswer.WriteAsync(exchange.Http, StatusCodes.Status200OK, Write(exchange), "application/json");

    private static byte[] Write(DialectExchange exchange)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            Write(json, exchange);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, DialectExchange exchange)
    {
        json.WriteStartObject();
        json.WriteString("openapi", "3.0.3");
        json.WriteStartObject("info");
        json.WriteString("title", "API access tokens");
        json.WriteString("version", "v4");
        json.WriteEndObject();
        json.WriteStartArray("servers");
        json.WriteStartObject();
        json.WriteString("url", exchange.Origin);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("paths");
        foreach (var path in Calls.GroupBy(call => call.Path, StringComparer.Ordinal))
            WritePath(json, path.Key, path);
        json.WriteEndObject();
        json.WriteStartObject("components");
        json.WriteStartObject("securitySchemes");
        WriteScheme(json, "BearerAuth", "bearer");
        WriteScheme(json, "BasicAuth", "basic");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePath(Utf8JsonWriter json, string path, IEnumerable<(string Path, string Method, string Summary, int Status)> calls)
    {
        json.WriteStartObject(path);
        foreach (var (_, method, summary, status) in calls)
        {
            json.WriteStartObject(method);
            json.WriteString("summary", summary);
            if (path == DataprepCalls.TokenPath)
                WriteParameter(json);
            WriteSecurity(json, withPassword: method == "post");
            json.WriteStartObject("responses");
            json.WriteStartObject(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("description", summary);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteParameter(Utf8JsonWriter json)
    {
        json.WriteStartArray("parameters");
        json.WriteStartObject();
        json.WriteString("name", "tokenId");
        json.WriteString("in", "path");
        json.WriteBoolean("required", true);
        json.WriteStartObject("schema");
        json.WriteString("type", "string");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteSecurity(Utf8JsonWriter json, bool withPassword)
    {
        json.WriteStartArray("security");
        foreach (var scheme in withPassword ? ["BearerAuth", "BasicAuth"] : new[] { "BearerAuth" })
        {
            json.WriteStartObject();
            json.WriteStartArray(scheme);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteScheme(Utf8JsonWriter json, string name, string scheme)
    {
        json.WriteStartObject(name);
        json.WriteString("type", "http");
        json.WriteString("scheme", scheme);
        json.WriteEndObject();
    }
}
