using Microsoft.AspNetCore.Http;
using TokenGateway.Management.Problems;

namespace TokenGateway.Portal.Pages;

/// <summary>
/// What a page shows, as a line that asks the API for the same. Values come from the address of the page, which anybody may
/// have written, and are pasted into a shell: all but letters, digits and <c>-._~</c> is escaped, and the whole is quoted.
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
