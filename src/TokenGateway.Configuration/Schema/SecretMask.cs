using System.Text.RegularExpressions;

namespace TokenGateway.Configuration.Schema;

/// <summary>What is shown of values that are, or may contain, secrets. Which those are, the declaration of a key says.</summary>
internal static partial class SecretMask
{
    public const string Hidden = "***";

    /// <summary>The host alone: receivers such as chat services put the secret into the path or the query.</summary>
    public static string OfAddress(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return Hidden;
        var origin = uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + "/";
        return uri is { UserInfo: "", PathAndQuery: "/", Fragment: "" } ? origin : origin + Hidden;
    }

    /// <summary>Everything but the password.</summary>
    public static string OfConnectionString(string text) => Passwords().Replace(text, "${key}=" + Hidden);

    // Quoted values may hold the separator.
    [GeneratedRegex("""\b(?<key>password|pwd)\s*=\s*("(?:[^"]|"")*"|'(?:[^']|'')*'|[^;]*)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Passwords();
}
