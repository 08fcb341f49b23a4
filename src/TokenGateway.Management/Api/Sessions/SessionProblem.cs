using System.Globalization;
using Microsoft.AspNetCore.Http;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;

namespace TokenGateway.Management.Api.Sessions;

/// <summary>A refusal about sessions as a problem document (RFC 9457) with a stable <c>code</c>.</summary>
internal sealed record SessionProblem(string Type, string Title, int Status, string Code, string Detail, string TraceId)
{
    public static Task WriteAsync(HttpContext context, int status, string title, string code, string detail, TimeSpan? retryAfter = null)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Request-Id"] = context.TraceIdentifier;
        response.Headers["X-Content-Type-Options"] = "nosniff";
        if (retryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

        // RFC 9110, 15.5.2: there must be one. No browser has a dialog for it.
        if (status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Session realm=\"tokengateway\"";
        var problem = new SessionProblem("about:blank", title, status, code, detail, context.TraceIdentifier);
        return response.WriteAsJsonAsync(problem, SessionJson.Default.SessionProblem, "application/problem+json", context.RequestAborted);
    }
}
