using Microsoft.AspNetCore.Http;
using TokenGateway.Management.Problems;

namespace TokenGateway.Portal.Pages;

/// <summary>
/// The content of a page as a command that queries the API. Values come from the page's URL, which anyone may have crafted,
/// and are pasted into a shell: everything except letters, digits and <c>-._~</c> is escaped, and the whole is quoted.
/// </summary>
internal static class ApiLine
{
    public static string Of(HttpRequest request, string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var url = $"{request.Scheme}://{request.Host.ToUriComponent()}{ApiPaths.Root}{path}";
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (value is null)
                continue;
            url += $"{separator}{name}={Uri.EscapeDataString(value)}";
            separator = '&';
        }

        return $"curl -H \"Authorization: Bearer $TGW_TOKEN\" '{url.Replace("'", "%27", StringComparison.Ordinal)}'";
    }
}
