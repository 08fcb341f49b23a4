using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Stress.Upstream;

/// <summary>Who the upstream was told the caller is, as one line: user, token id, and the number the caller gave the request.</summary>
internal static class Identity
{
    public const string Nobody = "|";

    /// <summary>Headers that came twice show as such: their values are joined.</summary>
    public static string Of(HttpRequest request) =>
        $"{request.Headers["X-Auth-User"]}|{request.Headers["X-Auth-Token-Id"]}|{request.Query["n"]}";

    public static string Expected(string identity, long number) => string.Create(CultureInfo.InvariantCulture, $"{identity}|{number}");
}
