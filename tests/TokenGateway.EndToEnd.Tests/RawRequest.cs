using System.Text;

namespace TokenGateway.EndToEnd.Tests;

/// <summary>Requests as text. They close the connection after the response unless a <c>Connection</c> header is given.</summary>
internal static class RawRequest
{
    public static string Of(string method, string target, params string[] headers)
    {
        var text = new StringBuilder($"{method} {target} HTTP/1.1\r\nHost: gateway.test\r\n");
        foreach (var header in headers)
            text.Append(header).Append("\r\n");
        if (!headers.Any(one => one.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase)))
            text.Append("Connection: close\r\n");
        return text.Append("\r\n").ToString();
    }
}
