using Microsoft.AspNetCore.Http;

namespace TokenGateway.Edge.Intake;

/// <summary>Removes the headers that the <c>Connection</c> header lists: they are hop-by-hop (RFC 9110, 7.6.1).</summary>
internal static class ConnectionOptions
{
    /// <summary>Usual names in the list, which server and proxy handle themselves.</summary>
    private static readonly string[] Handled =
        ["keep-alive", "close", "upgrade", "te", "host", "content-length", "transfer-encoding", "http2-settings", "connection"];

    // One line can list ten thousand names: only those present are removed, and no string is created for the others.
    public static void RemoveNamed(IHeaderDictionary headers)
    {
        HashSet<string>? present = null;
        foreach (var line in headers.Connection)
        {
            if (string.Equals(line, "keep-alive", StringComparison.OrdinalIgnoreCase) || line is null)
                continue;
            foreach (var range in line.AsSpan().Split(','))
            {
                var name = line.AsSpan(range).Trim();
                if (name.IsEmpty || IsHandled(name))
                    continue;
                present ??= new HashSet<string>(headers.Keys, StringComparer.OrdinalIgnoreCase);
                if (present.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var there) && present.Remove(there))
                    headers.Remove(there);
            }
        }
    }

    private static bool IsHandled(ReadOnlySpan<char> name)
    {
        foreach (var one in Handled)
        {
            if (name.Equals(one, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
