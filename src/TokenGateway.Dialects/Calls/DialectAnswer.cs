using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Dialects.Calls;

/// <summary>Writes the responses of calls.</summary>
public static class DialectAnswer
{
    /// <summary>The serializer context of the type decides whether null members are written.</summary>
    public static Task WriteAsync<T>(
        DialectExchange exchange, int status, T body, JsonTypeInfo<T> type, string contentType = "application/json; charset=utf-8")
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return WriteAsync(exchange.Http, status, JsonSerializer.SerializeToUtf8Bytes(body, type), contentType);
    }

    public static Task WriteEmptyAsync(DialectExchange exchange, int status)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        exchange.Http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>The same for a body that is already JSON, and for refusals.</summary>
    public static async Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> body, string contentType)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
