using System.Globalization;
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

    /// <summary>Everything but user name, password and query. Also of what is no address as .NET reads it, such as <c>http://*:8080</c>.</summary>
    public static string OfPlace(string place) => Query().Replace(UserInfo().Replace(place, Hidden + "@"), "?" + Hidden);

    /// <summary>Numbers, true and false alone: the settings of YARP's own policies. Anything else may be the secret of an extension.</summary>
    public static string OfExtension(string value) =>
        bool.TryParse(value, out _) || decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? value : Hidden;

    /// <summary>Everything but the password.</summary>
    public static string OfConnectionString(string text) => Passwords().Replace(text, "${key}=" + Hidden);

    [GeneratedRegex("(?<=://)[^/?#]*@", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"\?.+", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Query();

    // By all names that Npgsql and Microsoft.Data.Sqlite have for one. Quoted values may hold the separator.
    [GeneratedRegex("""\b(?<key>(ssl\s*)?password|pwd|psw)\s*=\s*("(?:[^"]|"")*"|'(?:[^']|'')*'|[^;]*)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Passwords();
}
