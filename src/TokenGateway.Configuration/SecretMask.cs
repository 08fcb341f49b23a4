using System.Text.RegularExpressions;

namespace TokenGateway.Configuration;

/// <summary>Hides the values that are secrets by the meaning of their key. Digests are none.</summary>
internal static partial class SecretMask
{
    private const string Hidden = "***";

    public static string? Of(string path, string? value)
    {
        if (value is null)
            return null;
        if (EndsWith(path, "UpstreamCredential:Value") || EndsWith(path, "TokenGateway:Audit:Key") || EndsWith(path, "Tokens:RecoveryKey")
            || EndsWith(path, "Notices:Smtp:Password") || EndsWith(path, "Notices:Webhook:Secret")
            || (path.Contains("Tokens:Pepper:", StringComparison.OrdinalIgnoreCase) && EndsWith(path, "Key")))
        {
            return Hidden;
        }

        if (EndsWith(path, "Notices:Webhook:Url"))
            return OfAddress(value);
        return EndsWith(path, "ConnectionString") ? Passwords().Replace(value, "${key}=" + Hidden) : value;
    }

    /// <summary>The host alone: receivers such as chat services put the secret into the path or the query.</summary>
    public static string OfAddress(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return Hidden;
        var origin = uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + "/";
        return uri is { UserInfo: "", PathAndQuery: "/", Fragment: "" } ? origin : origin + Hidden;
    }

    private static bool EndsWith(string path, string keys) => (":" + path).EndsWith(":" + keys, StringComparison.OrdinalIgnoreCase);

    // Quoted values may hold the separator.
    [GeneratedRegex("""\b(?<key>password|pwd)\s*=\s*("(?:[^"]|"")*"|'(?:[^']|'')*'|[^;]*)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Passwords();
}
