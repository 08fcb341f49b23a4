using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Texts;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Requests;

/// <summary>
/// Reads a body strictly: one JSON object of known members, each once. An error is one sentence that names the member, and
/// never repeats a value.
/// </summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>The body, and the names of its members.</summary>
    /// <exception cref="ApiException">The body is invalid.</exception>
    public static async ValueTask<JsonBody<T>> ReadAsync<T>(
        HttpContext context, JsonTypeInfo<T> type, bool mayBeEmpty = false, int maxLength = BoundedBody.MaxLength)
        where T : class
    {
        var bytes = await ReadBytesAsync(context);
        if (bytes.Length > maxLength)
            throw new ApiException(RefusalCode.BodyTooLarge, $"The body is larger than {maxLength} bytes.");
        if (bytes.Length == 0 && mayBeEmpty)
            return new JsonBody<T>(JsonSerializer.Deserialize("{}"u8, type)!, new HashSet<string>(StringComparer.Ordinal));
        if (!context.Request.HasJsonContentType())
            throw new ApiException(RefusalCode.UnsupportedMediaType, "The body must be JSON: send Content-Type: application/json.");
        using var document = Parse(bytes);
        var names = ReadNames(document.RootElement, type);
        return new JsonBody<T>(Deserialize(document.RootElement, type), names);
    }

    private static async Task<byte[]> ReadBytesAsync(HttpContext context)
    {
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        return await BoundedBody.ReadAsync(context, time)
            ?? throw new ApiException(RefusalCode.RequestTimeout, $"The body did not arrive within {BoundedBody.Patience.TotalSeconds:0} seconds.");
    }

    private static JsonDocument Parse(byte[] bytes)
    {
        if (bytes.Length == 0)
            throw new ApiException(RefusalCode.InvalidRequest, "The body is empty; a JSON object is expected.");
        try
        {
            return UnicodeJson.Parse(bytes, Strict);
        }
        catch (JsonException wrong)
        {
            throw new ApiException(RefusalCode.InvalidRequest, JsonFault.Describe(wrong));
        }
    }

    private static HashSet<string> ReadNames<T>(JsonElement root, JsonTypeInfo<T> type)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new ApiException(RefusalCode.InvalidRequest, "The body must be a JSON object.");
        var names = root.EnumerateObject().Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        Names.Check(names, [.. type.Properties.Select(one => one.Name)], "member");
        return names;
    }

    private static T Deserialize<T>(JsonElement root, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return root.Deserialize(type)!;
        }
        catch (JsonException wrong)
        {
            throw JsonFault.OfMember(wrong, type);
        }
    }
}
