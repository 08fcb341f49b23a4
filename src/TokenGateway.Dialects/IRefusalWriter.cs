using Microsoft.AspNetCore.Http;

namespace TokenGateway.Dialects;

/// <summary>Formats refusals for a product's clients.</summary>
public interface IRefusalWriter
{
    /// <summary>
    /// Writes status, headers and body, before the response has started. In every format, a 401 has <c>WWW-Authenticate</c>
    /// and every refusal <c>Cache-Control: no-store</c>.
    /// </summary>
    Task WriteAsync(HttpContext context, Refusal refusal);
}
