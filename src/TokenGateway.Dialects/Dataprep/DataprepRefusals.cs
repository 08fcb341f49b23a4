using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Refusals;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Dataprep;

/// <summary><c>{"exception":{"name":"...","message":"...","details":"..."}}</c>, and the limits in the product's own headers.</summary>
internal sealed class DataprepRefusals : IRefusalWriter
{
    public const string RequestIdHeader = "x-trifacta-request-id";

    public Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var status = RefusalCodes.StatusOf(refusal.Code);
        RefusalHeaders.Set(context.Response, refusal, status == StatusCodes.Status401Unauthorized ? "Bearer" : StringValues.Empty);
        context.Response.Headers[RequestIdHeader] = refusal.RequestId;
        if (refusal.Code == RefusalCode.RateLimited)
            SetLimit(context.Response.Headers, refusal);
        var (name, message) = refusal.Fault == CredentialFault.WrongPassword ? ("UnauthenticatedException", "User name or password is wrong") : WordsOf(refusal.Code);
        return WriteAsync(context, status, new DataprepException(name, message, refusal.Detail ?? message));
    }

    public static Task WriteAsync(HttpContext context, int status, DataprepException exception) => DialectAnswer.WriteAsync(
        context, status, JsonSerializer.SerializeToUtf8Bytes(new DataprepError(exception), DataprepJson.Default.DataprepError), "application/json");

    private static void SetLimit(IHeaderDictionary headers, Refusal refusal)
    {
        if (refusal.RetryAfter is { } seconds)
            headers["x-retry-after"] = seconds.ToString(CultureInfo.InvariantCulture);
        if (refusal.Limit is not { } limit)
            return;
        headers["x-rate-limit-user-limit"] = limit.Permits.ToString(CultureInfo.InvariantCulture);
        headers["x-rate-limit-user-remaining"] = "0";
        headers["x-rate-limit-user-reset"] = limit.ResetAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
    }

    private static (string Name, string Message) WordsOf(RefusalCode code) => code switch
    {
        RefusalCode.NotFound => ("RouteNotFoundException", "Route doesn't exist"),
        RefusalCode.MissingToken => ("UnauthenticatedException", "Authentication is required"),
        RefusalCode.InvalidToken or RefusalCode.TokenInactive => ("UnauthenticatedException", "The access token is not valid"),
        RefusalCode.TokenExpired => ("UnauthenticatedException", "The access token has expired"),
        RefusalCode.InsufficientRole or RefusalCode.InsufficientPermission or RefusalCode.WrongRealm or RefusalCode.AddressNotAllowed =>
            ("AccessForbiddenException", "Access is forbidden"),
        RefusalCode.MethodNotAllowed => ("MethodNotAllowedException", "The method is not allowed"),
        RefusalCode.RateLimited => ("TooManyRequestsException", "Too many requests"),
        RefusalCode.BadTarget or RefusalCode.AmbiguousCredentials => ("ValidationFailed", RefusalCodes.TitleOf(code)),
        _ => ("ServiceException", RefusalCodes.TitleOf(code)),
    };
}
