using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Edge.Diagnostics;

/// <summary>Request text made fit for logs and messages.</summary>
internal static class Printable
{
    private const int MaxMethod = 32;

    public static string Method(HttpContext context)
    {
        var method = PrintableText.Escape(context.Request.Method);
        return method.Length <= MaxMethod ? method : "[too long]";
    }
}
