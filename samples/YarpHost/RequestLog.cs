using Microsoft.AspNetCore.Http.Extensions;

namespace YarpHost;

/// <summary>The host's own middleware: it logs whole targets, and yet never a token, which is gone before it runs.</summary>
public sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        Answered(context.Request.Method, context.Request.GetEncodedPathAndQuery(), context.Response.StatusCode);
    }

    [LoggerMessage(1, LogLevel.Information, "{Method} {Target} {Status}", EventName = "Answered")]
    private partial void Answered(string method, string target, int status);
}
