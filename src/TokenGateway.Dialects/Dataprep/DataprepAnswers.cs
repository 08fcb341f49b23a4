using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Dataprep;

/// <summary>The error responses of the calls.</summary>
internal static class DataprepAnswers
{
    public static Task InvalidAsync(DialectExchange exchange, string details) => DataprepRefusals.WriteAsync(
        exchange.Http, StatusCodes.Status400BadRequest, new DataprepException("ValidationFailed", "Input validation failed", details));

    public static Task NotFoundAsync(DialectExchange exchange) => DataprepRefusals.WriteAsync(
        exchange.Http, StatusCodes.Status404NotFound, new DataprepException("ResourceNotFoundException", "There is no such access token", "The caller has no access token of this id."));

    public static Task GoneAsync(DialectExchange exchange) => DataprepRefusals.WriteAsync(
        exchange.Http, StatusCodes.Status410Gone, new DataprepException("ResourceGoneException", "The access token was deleted", "A deleted access token cannot be restored; create a new one."));

    public static Task RefusedAsync(DialectExchange exchange, LifecycleError error) => error.Code == RefusalCode.TokensDisabled
        ? DataprepRefusals.WriteAsync(
            exchange.Http, StatusCodes.Status404NotFound, new DataprepException("RouteNotFoundException", "Route doesn't exist", "Access tokens are not switched on in this project."))
        : RefusedAsync(exchange, error, RefusalCodes.StatusOf(error.Code));

    private static Task RefusedAsync(DialectExchange exchange, LifecycleError error, int status) => status switch
    {
        StatusCodes.Status404NotFound => NotFoundAsync(exchange),
        StatusCodes.Status403Forbidden => DataprepRefusals.WriteAsync(
            exchange.Http, StatusCodes.Status403Forbidden, new DataprepException("AccessForbiddenException", "Access is forbidden", error.Message)),
        StatusCodes.Status409Conflict => DataprepRefusals.WriteAsync(
            exchange.Http, StatusCodes.Status409Conflict, new DataprepException("ConflictException", "Conflicts with the current state", error.Message)),
        _ => InvalidAsync(exchange, error.Message),
    };
}
