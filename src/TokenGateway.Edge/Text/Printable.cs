using Microsoft.AspNetCore.Http;

namespace TokenGateway.Edge.Text;

/// <summary>Request text made fit for logs and messages.</summary>
internal static class Printable
{
    /// <summary>The longest registered one has 17 letters.</summary>
    public const int LongestMethod = 32;

    /// <summary>
    /// The method (a token of RFC 9110, so always printable); a long one is not repeated, because a secret is a legal
    /// method name.
    /// </summary>
    public static string Method(string method) => method.Length <= LongestMethod ? method : "[too long]";

    /// <summary>The same of the request that came.</summary>
    public static string Method(HttpContext context) => Method(context.Request.Method);
}
