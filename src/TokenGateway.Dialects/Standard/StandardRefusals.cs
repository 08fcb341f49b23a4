using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Refusals;

namespace TokenGateway.Dialects.Standard;

/// <summary>Refusals as problem documents (RFC 9457) with a stable <c>code</c>, and challenges as in RFC 6750, 3.</summary>
internal sealed class StandardRefusals : IRefusalWriter
{
    /// <summary>draft-ietf-httpapi-ratelimit-headers-10, 5.1.</summary>
    private const string QuotaExceeded = "https://iana.org/assignments/http-problem-types#quota-exceeded";

    public async Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var response = context.Response;
        response.StatusCode = RefusalCodes.StatusOf(refusal.Code);
        RefusalHeaders.Set(response, refusal, Challenges.For(refusal));
        var body = ProblemBody(refusal, response.StatusCode);
        response.ContentType = "application/problem+json";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static byte[] ProblemBody(Refusal refusal, int status)
    {
        using var stream = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", refusal.Limit is null ? "about:blank" : QuotaExceeded);
            json.WriteString("title", RefusalCodes.TitleOf(refusal.Code));
            json.WriteNumber("status", status);
            WriteOptional(json, "code", RefusalCodes.NameOf(refusal.Code));
            WriteOptional(json, "detail", refusal.Detail);
            WriteOptional(json, "needed", refusal.Needed);
            WriteOptional(json, "has", refusal.Has);
            WriteExceeded(json, refusal.Limit);
            json.WriteString("traceId", refusal.TraceId);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteExceeded(Utf8JsonWriter json, RefusalLimit? limit)
    {
        if (limit is null)
            return;
        json.WriteStartArray("violated-policies");
        foreach (var name in limit.Exceeded)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
