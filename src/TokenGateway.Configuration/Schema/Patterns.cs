using System.Text.RegularExpressions;

namespace TokenGateway.Configuration.Schema;

/// <summary>
/// The patterns of texts, compiled with the program: each matches a whole text, in the common subset of .NET and ECMA 262.
/// </summary>
internal static partial class Patterns
{
    /// <summary>For a pattern whose text ends with it: unlike <c>$</c>, it does not match before a final line break.</summary>
    public const string End = @"\z";

    // RFC 9110 5.6.2
    private const string TokenChars = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const int Milliseconds = 1000;

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}\z", Options, Milliseconds)]
    public static partial Regex Name();

    [GeneratedRegex(@"^(\*|!?[A-Za-z0-9][A-Za-z0-9._:-]{0,99}|!?[A-Za-z0-9][A-Za-z0-9._:-]{0,97}:\*)\z", Options, Milliseconds)]
    public static partial Regex Grant();

    [GeneratedRegex(@"^\S([^\u2028\u2029]{0,98}\S)?\z", Options, Milliseconds)]
    public static partial Regex Realm();

    [GeneratedRegex(@"^(?!\*$)\S([^\u2028\u2029]{0,98}\S)?\z", Options, Milliseconds)]
    public static partial Regex RealmName();

    [GeneratedRegex(@"^[0-9A-Fa-f]{64}\z", Options, Milliseconds)]
    public static partial Regex Digest();

    [GeneratedRegex($@"^{TokenChars}\z", Options, Milliseconds)]
    public static partial Regex Token();

    [GeneratedRegex($@"^(?!(?i:h2|h2c|h3|http|tls)(/|$)){TokenChars}(/{TokenChars})?\z", Options, Milliseconds)]
    public static partial Regex Protocol();

    [GeneratedRegex($@"^([Aa]uthorization: {TokenChars}|Sec-WebSocket-Protocol: {TokenChars}|\?[0-9A-Za-z._~-]{{1,100}}|{TokenChars})\z", Options, Milliseconds)]
    public static partial Regex CredentialPlace();

    [GeneratedRegex(@"^/[^?#%\s]*\z", Options, Milliseconds)]
    public static partial Regex Path();

    [GeneratedRegex(@"^https?://[^/?#@\s]+/?\z", Options, Milliseconds)]
    public static partial Regex PublicUrl();

    [GeneratedRegex(@"^(([0-9A-Za-z]([0-9A-Za-z_-]{0,61}[0-9A-Za-z])?\.){0,20}[0-9A-Za-z]([0-9A-Za-z_-]{0,61}[0-9A-Za-z])?|\[[0-9A-Fa-f:.]{2,45}\])\z", Options, Milliseconds)]
    public static partial Regex HostName();

    [GeneratedRegex("^[^\\s@,;<>()\"]+@[^\\s@,;<>()\"]+\\z", Options, Milliseconds)]
    public static partial Regex MailAddress();

    // RFC 6749, 3.3
    [GeneratedRegex(@"^[!#-\[\]-~]{1,200}\z", Options, Milliseconds)]
    public static partial Regex Scope();

    [GeneratedRegex(@"^\S{1,200}\z", Options, Milliseconds)]
    public static partial Regex Claim();

    [GeneratedRegex(@"^[a-z][a-z0-9]{1,15}\z", Options, Milliseconds)]
    public static partial Regex TokenPrefix();

    [GeneratedRegex(@"^[0-9A-Fa-f:.]{2,45}(/[0-9]{1,3})?\z", Options, Milliseconds)]
    public static partial Regex AddressRange();

    [GeneratedRegex(@"^(\*|[A-Za-z][A-Za-z0-9+.-]*://[^/?#@\s]+)\z", Options, Milliseconds)]
    public static partial Regex Origin();

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,32}\z", Options, Milliseconds)]
    public static partial Regex KeyId();
}
