using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Refusals;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Gcore;

/// <summary>
/// <c>{"exception_class":"...","message":"...","request_id":"...","error":"..."}</c>, with the four errors that Gcore
/// documents.
/// </summary>
internal sealed class GcoreRefusals : IRefusalWriter
{
    public Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var status = RefusalCodes.StatusOf(refusal.Code);
        RefusalHeaders.Set(context.Response, refusal, status == StatusCodes.Status401Unauthorized ? "APIKey" : StringValues.Empty);
        var (name, message) = WordsOf(context, refusal);
        return WriteAsync(context, status, new GcoreError(name, message, refusal.RequestId));
    }

    public static Task WriteAsync(HttpContext context, int status, GcoreError error) =>
        DialectAnswer.WriteAsync(context, status, JsonSerializer.SerializeToUtf8Bytes(error, GcoreJson.Default.GcoreError), "application/json");

    private static (string Name, string Message) WordsOf(HttpContext context, Refusal refusal) => refusal.Code switch
    {
        RefusalCode.MissingToken => ("NotAuthenticated", "Authentication credentials were not provided."),
        RefusalCode.InvalidToken or RefusalCode.TokenInactive or RefusalCode.TokenExpired => OfFault(refusal),
        RefusalCode.InsufficientRole or RefusalCode.InsufficientPermission or RefusalCode.WrongRealm or RefusalCode.AddressNotAllowed =>
            ("PermissionDenied", "You do not have permission to perform this action."),
        RefusalCode.NotFound => ("NotFound", "Not found."),
        RefusalCode.MethodNotAllowed => ("MethodNotAllowed", RefusedMethod.Sentence(context.Request.Method)),
        RefusalCode.RateLimited => ("Throttled", "Request was throttled." + (refusal.RetryAfter is { } wait ? $" Expected available in {wait} seconds." : "")),
        RefusalCode.BadTarget or RefusalCode.AmbiguousCredentials => ("ParseError", refusal.Detail ?? RefusalCodes.TitleOf(refusal.Code)),
        _ => ("APIException", refusal.Detail ?? RefusalCodes.TitleOf(refusal.Code)),
    };

    private static (string Name, string Message) OfFault(Refusal refusal) => refusal.Fault switch
    {
        CredentialFault.Broken => ("AuthenticationFailed", $"Bad permanent token: {refusal.BrokenId}"),
        CredentialFault.RecognisedScheme => ("InvalidToken", "Given token not valid for any token type"),
        _ => ("AuthenticationFailed", "Token is invalid or expired"),
    };
}
