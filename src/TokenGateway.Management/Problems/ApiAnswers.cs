using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Management.Problems;

/// <summary>
/// Around everything under <c>/api</c> and <c>/openapi</c>: the headers that every answer has, and a problem document for
/// whatever ends without an answer.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the pipeline.")]
internal sealed class ApiAnswers(RequestDelegate next, ILogger<ApiAnswers> logger)
{
    /// <summary>A store that is locked or restarting is mostly back in a moment.</summary>
    private const int RetryStoreAfter = 1;

    public Task InvokeAsync(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || context.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase)
            ? AnswerAsync(context)
            : next(context);

    private async Task AnswerAsync(HttpContext context)
    {
        SetHeaders(context);
        Problem? problem;
        try
        {
            await next(context);
            problem = OfBareStatus(context.Response);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            problem = OfFailure(failure);
            if (context.Response.HasStarted)
                throw;
            context.Response.Clear();
            SetHeaders(context);
        }

        if (problem is not null)
            await problem.ExecuteAsync(context);
    }

    private static void SetHeaders(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["X-Request-Id"] = context.TraceIdentifier;
    }

    // Routing refuses without a word: nothing matched, another method, another media type.
    private static Problem? OfBareStatus(HttpResponse response)
    {
        if (response.HasStarted || response.ContentType is not null || BareStatuses.CodeOf(response.StatusCode) is not { } code)
            return null;
        return Problem.Of(code, code switch
        {
            RefusalCode.NotFound => "No API call has this path. /openapi/v1.json lists all calls.",
            RefusalCode.MethodNotAllowed => $"Allowed methods: {response.Headers.Allow}.",
            RefusalCode.UnsupportedMediaType => "The body must be JSON: send Content-Type: application/json.",
            _ => null,
        });
    }

    private Problem OfFailure(Exception failure)
    {
        switch (failure)
        {
            case ApiException wrong:
                return Problem.Of(wrong.Code, wrong.Message);
            case StoreUnavailableException outage:
                logger.StoreUnavailable(outage.Message);
                return Problem.Of(RefusalCode.StoreUnavailable, "Nothing was changed. Try again.", RetryStoreAfter);
            case BadHttpRequestException bad when BareStatuses.CodeOf(bad.StatusCode) is { } code:
                return Problem.Of(code, code == RefusalCode.BodyTooLarge ? $"The body is larger than {BoundedBody.MaxLength} bytes." : null);
            default:
                logger.Failed(failure);
                return Problem.Of(RefusalCode.InternalError);
        }
    }
}
