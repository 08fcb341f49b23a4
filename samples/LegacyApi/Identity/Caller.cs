using Microsoft.Extensions.Primitives;

namespace LegacyApi.Identity;

/// <summary>Who asks, word for word as the headers say it; two headers of one name show as two, joined by a comma.</summary>
internal sealed record Caller(string? User, string? Role, string? Email, string? Permissions, string? TokenId)
{
    /// <summary>The name that stands in the books for this caller.</summary>
    public string Signature() => User ?? "anonymous";

    /// <summary>Lets an endpoint take a <see cref="Caller"/> as a parameter.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        return ValueTask.FromResult(new Caller(
            Text(headers["X-Auth-User"]),
            Text(headers["X-Auth-Role"]),
            Text(headers["X-Auth-Email"]),
            Text(headers["X-Auth-Permissions"]),
            Text(headers["X-Auth-Token-Id"])));
    }

    private static string? Text(StringValues header) => header.Count == 0 ? null : header.ToString();
}
