using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Refusals;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Goldcast;

/// <summary><c>{"detail":"..."}</c> with the texts of Django REST framework, which Goldcast's API uses.</summary>
internal sealed class GoldcastRefusals : IRefusalWriter
{
    public Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var status = RefusalCodes.StatusOf(refusal.Code);
        RefusalHeaders.Set(context.Response, refusal, status == StatusCodes.Status401Unauthorized ? "Token" : StringValues.Empty);
        return DialectAnswer.WriteAsync(
            context, status, JsonSerializer.SerializeToUtf8Bytes(new GoldcastDetail(DetailOf(context, refusal)), GoldcastJson.Default.GoldcastDetail), "application/json");
    }

    private static string DetailOf(HttpContext context, Refusal refusal) => refusal.Code switch
    {
        RefusalCode.MissingToken => "Authentication credentials were not provided.",
        RefusalCode.InvalidToken or RefusalCode.TokenInactive or RefusalCode.TokenExpired => "Invalid token.",
        RefusalCode.InsufficientRole or RefusalCode.InsufficientPermission or RefusalCode.WrongRealm or RefusalCode.AddressNotAllowed =>
            "You do not have permission to perform this action.",
        RefusalCode.NotFound => "Not found.",
        RefusalCode.MethodNotAllowed => RefusedMethod.Sentence(context.Request.Method),
        RefusalCode.RateLimited => "Request was throttled." + (refusal.RetryAfter is { } wait ? $" Expected available in {wait} second{(wait == 1 ? "" : "s")}." : ""),
        _ => refusal.Detail ?? RefusalCodes.TitleOf(refusal.Code),
    };
}
