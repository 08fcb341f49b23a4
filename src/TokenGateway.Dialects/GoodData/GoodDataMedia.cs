using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TokenGateway.Dialects.GoodData;

/// <summary>The two media types of entities.</summary>
internal static class GoodDataMedia
{
    public const string JsonApi = "application/vnd.gooddata.api+json";

    private const string Json = "application/json";

    public static bool IsTaken(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && (Is(type, JsonApi) || Is(type, Json));

    /// <summary>Plain JSON for clients that prefer it to the product's own type.</summary>
    public static string AnswerOf(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Where(type => Is(type, JsonApi) || Is(type, Json)).MaxBy(type => type.Quality ?? 1) is { } asked && Is(asked, Json)
            ? Json
            : JsonApi;

    private static bool Is(MediaTypeHeaderValue type, string name) => type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase);
}
