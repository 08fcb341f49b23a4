using Microsoft.AspNetCore.Http;

namespace TokenGateway.Dialects;

/// <summary>Says a refusal in the words that a product's clients understand.</summary>
public interface IRefusalWriter
{
    /// <summary>
    /// Writes status, headers and body. The response has not started. Whatever the words, a 401 carries
    /// <c>WWW-Authenticate</c> and every refusal <c>Cache-Control: no-store</c>.
    /// </summary>
    Task WriteAsync(HttpContext context, Refusal refusal);
}
