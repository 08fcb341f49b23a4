using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Storage;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Pages;

/// <summary>Wraps every page: adds the common headers, and a page for errors and empty responses.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the pipeline.")]
internal sealed class PageAnswers(RequestDelegate next, ILogger<PageAnswers> logger)
{
    /// <summary>The maximum form size: the longest fields many times over.</summary>
    private const int MostBytes = 64 * 1024;

    /// <summary>No inline code, no other origins, no framing, and no text becomes a script.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'";

    public async Task InvokeAsync(HttpContext context)
    {
        SetHeaders(context);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MostBytes;
        string? text;
        try
        {
            await next(context);
            text = context.Response is { HasStarted: false, ContentType: null, StatusCode: >= 400 and var status } ? OfStatus(status) : null;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            SetHeaders(context);
            text = OfFailure(context, failure);
        }

        if (text is not null)
            await ErrorPage.WriteAsync(context, text);
    }

    private static void SetHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-cache, no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["X-Request-Id"] = context.TraceIdentifier;
    }

    private static string? OfStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Text.Error_Expired,
        StatusCodes.Status404NotFound => Text.Error_NotFound,
        StatusCodes.Status403Forbidden => Text.Error_Forbidden,
        StatusCodes.Status429TooManyRequests => Text.Error_TooMany,
        StatusCodes.Status405MethodNotAllowed => Text.Error_Method,
        _ => Text.Error_Other,
    };

    private string OfFailure(HttpContext context, Exception failure)
    {
        switch (failure)
        {
            case StoreUnavailableException outage:
                logger.StoreUnavailable(outage.Message);
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = "1";
                return Text.Error_Store;
            case InvalidDataException:
                // More or longer form fields than any page has.
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Text.Error_Other;
            case BadHttpRequestException bad:
                context.Response.StatusCode = bad.StatusCode;
                return Text.Error_Other;
            default:
                logger.Failed(failure);
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return Text.Error_Internal;
        }
    }
}
