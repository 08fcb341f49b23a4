using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Refusals;

namespace TokenGateway.Management.Problems;

/// <summary>Bodies for refusals of routing and the server (no match, another method, another media type), by status.</summary>
internal static class BareStatuses
{
    /// <summary>Null: not one of ours.</summary>
    public static RefusalCode? CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => RefusalCode.InvalidRequest,
        StatusCodes.Status404NotFound => RefusalCode.NotFound,
        StatusCodes.Status405MethodNotAllowed => RefusalCode.MethodNotAllowed,
        StatusCodes.Status408RequestTimeout => RefusalCode.RequestTimeout,
        StatusCodes.Status413PayloadTooLarge => RefusalCode.BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => RefusalCode.UnsupportedMediaType,
        _ => null,
    };

    /// <summary>For the framework's status code pages.</summary>
    public static Task WriteAsync(StatusCodeContext context)
    {
        var response = context.HttpContext.Response;
        return CodeOf(response.StatusCode) is { } code
            ? Problem.Of(code, DetailOf(code, response)).ExecuteAsync(context.HttpContext)
            : Task.CompletedTask;
    }

    private static string? DetailOf(RefusalCode code, HttpResponse response) => code switch
    {
        RefusalCode.NotFound => "No API call has this path. /openapi/v1.json lists all calls.",
        RefusalCode.MethodNotAllowed => $"Allowed methods: {response.Headers.Allow}.",
        RefusalCode.UnsupportedMediaType => "The body must be JSON: send Content-Type: application/json.",
        _ => null,
    };
}
