using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Gcore;

/// <summary>The error responses of Gcore's calls.</summary>
internal static class GcoreAnswers
{
    public static Task NotFoundAsync(DialectExchange exchange) => WriteAsync(exchange, StatusCodes.Status404NotFound, "NotFound", "Not found.");

    public static Task InvalidAsync(DialectExchange exchange, string message) => WriteAsync(exchange, StatusCodes.Status400BadRequest, "ValidationError", message);

    public static Task RefusedAsync(DialectExchange exchange, LifecycleError error)
    {
        if (error is { Code: RefusalCode.LimitReached, Limit: { } limit })
        {
            return GcoreRefusals.WriteAsync(exchange.Http, StatusCodes.Status400BadRequest,
                new GcoreError("QuotaLimitExceed", error.Message, exchange.RequestId) { Info = new GcoreQuota(limit, limit) });
        }

        return RefusalCodes.StatusOf(error.Code) switch
        {
            StatusCodes.Status404NotFound => NotFoundAsync(exchange),
            StatusCodes.Status403Forbidden => WriteAsync(exchange, StatusCodes.Status403Forbidden, "PermissionDenied", error.Message),
            StatusCodes.Status409Conflict => WriteAsync(exchange, StatusCodes.Status409Conflict, "Conflict", error.Message),
            _ => InvalidAsync(exchange, error.Message),
        };
    }

    private static Task WriteAsync(DialectExchange exchange, int status, string name, string message) =>
        GcoreRefusals.WriteAsync(exchange.Http, status, new GcoreError(name, message, exchange.RequestId));
}
