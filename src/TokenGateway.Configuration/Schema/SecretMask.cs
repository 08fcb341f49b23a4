using System.Globalization;
using System.Text.RegularExpressions;

namespace TokenGateway.Configuration.Schema;

/// <summary>Masks values that are, or may contain, secrets. The declaration of a key selects the form.</summary>
internal static partial class SecretMask
{
    public const string Hidden = "***";

    /// <summary>Only the host: receivers such as chat services put the secret into the path or the query.</summary>
    public static string OfAddress(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return Hidden;
        var origin = uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + "/";
        return uri is { UserInfo: "", PathAndQuery: "/", Fragment: "" } ? origin : origin + Hidden;
    }

    /// <summary>
    /// Everything but user name, password and query. Also accepts addresses that .NET does not parse, such as
    /// <c>http://*:8080</c>.
    /// </summary>
    public static string OfPlace(string place) => Query().Replace(UserInfo().Replace(place, Hidden + "@"), "?" + Hidden);

    /// <summary>Only numbers, true and false: the settings of YARP's own policies. Anything else may be the secret of an extension.</summary>
    public static string OfExtension(string value) =>
        bool.TryParse(value, out _) || decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? value : Hidden;

    /// <summary>Everything but the password.</summary>
    public static string OfConnectionString(string text) => Passwords().Replace(text, "${key}=" + Hidden);

    [GeneratedRegex("(?<=://)[^/?#]*@", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"\?.+", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Query();

    // All names of Npgsql and Microsoft.Data.Sqlite for a password. Quoted values may contain the separator.
    [GeneratedRegex("""\b(?<key>(ssl\s*)?password|pwd|psw)\s*=\s*("(?:[^"]|"")*"|'(?:[^']|'')*'|[^;]*)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Passwords();
}
