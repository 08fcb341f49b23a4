using System.Text.Json.Nodes;

namespace TokenGateway.EndToEnd.Tests.Sessions;

/// <summary>A response of the session endpoint.</summary>
internal sealed record Page(int Status, JsonObject? Body, IReadOnlyList<string> SetCookies, IReadOnlyDictionary<string, string> Headers)
{
    public string? Code => Body?["code"]?.GetValue<string>();

    /// <summary>Everything that could distinguish two refusals: all except request ids and times.</summary>
    public string Comparable
    {
        get
        {
            var body = Body?.DeepClone().AsObject();
            body?.Remove("traceId");
            return $"{Status} {body?.ToJsonString()} {string.Join('|', SetCookies)} {string.Join('|', Headers.Where(one => !one.Key.Equals("X-Request-Id", StringComparison.OrdinalIgnoreCase) && one.Key != "Date"))}";
        }
    }

    public static async Task<Page> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var headers = response.Headers.Concat(response.Content.Headers).OrderBy(one => one.Key, StringComparer.Ordinal)
            .ToDictionary(one => one.Key, one => string.Join(",", one.Value), StringComparer.OrdinalIgnoreCase);
        return new Page(
            (int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject(),
            response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [], headers);
    }
}
