using Microsoft.AspNetCore.Http;

namespace TokenGateway.Edge.Text;

/// <summary>Makes request text safe for logs and messages.</summary>
internal static class Printable
{
    /// <summary>The longest registered method has 17 letters.</summary>
    public const int LongestMethod = 32;

    /// <summary>
    /// The method (a token of RFC 9110, so always printable). A long one is not repeated, because a secret is a legal
    /// method name.
    /// </summary>
    public static string Method(string method) => method.Length <= LongestMethod ? method : "[too long]";

    /// <summary>The same for the current request.</summary>
    public static string Method(HttpContext context) => Method(context.Request.Method);
}
