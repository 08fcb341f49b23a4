using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Management.Problems;

/// <summary>Sets the headers of every API response, even if a failure cleared the earlier ones.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the pipeline.")]
internal sealed class ApiHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        Set(context);
        context.Response.OnStarting(SetAtLastAsync, context);
        return next(context);
    }

    private static Task SetAtLastAsync(object state)
    {
        var context = (HttpContext)state;
        Set(context);

        // The framework adds it with its own Cache-Control.
        if (context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            context.Response.Headers.Remove("Pragma");
            context.Response.Headers.Remove("Expires");
        }

        return Task.CompletedTask;
    }

    private static void Set(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["X-Request-Id"] = context.TraceIdentifier;
    }
}
