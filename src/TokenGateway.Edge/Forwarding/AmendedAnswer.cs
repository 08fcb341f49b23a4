using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Edge.Forwarding;

/// <summary>Amends an upstream's JSON document with a dialect call.</summary>
internal static class AmendedAnswer
{
    /// <summary>A longer document passes unchanged.</summary>
    public const int MaxLength = 4 << 20;

    /// <summary>Conditional, range and encoding headers.</summary>
    private static readonly string[] Conditions =
        ["Accept-Encoding", "Range", "If-Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"];

    /// <summary>Headers that describe the upstream's exact bytes.</summary>
    private static readonly string[] Validators = ["ETag", "Accept-Ranges", "Digest", "Content-Digest", "Repr-Digest"];

    private static readonly string[] ContentValidators = ["Last-Modified", "Content-MD5"];

    /// <summary>Requests the complete, uncompressed document.</summary>
    public static void RequestWholeDocument(HttpRequestMessage message)
    {
        foreach (var name in Conditions)
            message.Headers.Remove(name);
    }

    public static void DropValidators(HttpRequest asked, HttpResponseMessage answer)
    {
        if (HttpMethods.IsHead(asked.Method))
            answer.Content.Headers.ContentLength = null;
        foreach (var name in Validators)
            answer.Headers.Remove(name);
        foreach (var name in ContentValidators)
            answer.Content.Headers.Remove(name);
    }

    /// <summary>Whether the response is a document to amend, or the upstream has none.</summary>
    public static bool IsOf(HttpContext context, HttpResponseMessage answer) => HttpMethods.IsGet(context.Request.Method)
        && (answer.StatusCode == HttpStatusCode.NotFound || (answer.StatusCode == HttpStatusCode.OK && answer.Content.Headers.ContentEncoding.Count == 0));

    private static bool IsDocument(HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.OK
        && answer.Content.Headers.ContentType?.MediaType is { } type
        && (type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal));

    /// <summary>Writes the amended document; if the upstream has none, only the addition.</summary>
    public static Task WriteAsync(HttpContext context, HttpResponseMessage answer, Action<JsonObject> amend, CancellationToken cancellationToken)
    {
        if (IsDocument(answer))
            return CopyAsync(context, answer, amend, cancellationToken);
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.Headers.ContentEncoding = default;
        context.Response.ContentType = "application/json";
        return WriteAsync(context, Amended("{}"u8.ToArray(), amend)!, cancellationToken);
    }

    private static async Task CopyAsync(HttpContext context, HttpResponseMessage answer, Action<JsonObject> amend, CancellationToken cancellationToken)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        var isWhole = false;
        while (read.Length <= MaxLength && !isWhole)
        {
            var count = await body.ReadAsync(buffer, cancellationToken);
            read.Write(buffer, 0, count);
            isWhole = count == 0;
        }

        var bytes = read.GetBuffer().AsMemory(0, (int)read.Length);
        if (isWhole && Amended(bytes, amend) is { } amended)
        {
            await WriteAsync(context, amended, cancellationToken);
            return;
        }

        await context.Response.Body.WriteAsync(bytes, cancellationToken);
        if (!isWhole)
            await body.CopyToAsync(context.Response.Body, cancellationToken);
    }

    private static async Task WriteAsync(HttpContext context, byte[] document, CancellationToken cancellationToken)
    {
        context.Response.ContentLength = document.Length;
        await context.Response.Body.WriteAsync(document, cancellationToken);
    }

    private static byte[]? Amended(ReadOnlyMemory<byte> document, Action<JsonObject> amend)
    {
        try
        {
            if (JsonNode.Parse(document.Span) is not JsonObject parsed)
                return null;
            amend(parsed);
            return Encoding.UTF8.GetBytes(parsed.ToJsonString());
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            // Not JSON, or a duplicate name.
            return null;
        }
    }
}
