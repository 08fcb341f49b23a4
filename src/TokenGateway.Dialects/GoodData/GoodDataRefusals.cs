using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Refusals;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.GoodData;

/// <summary>Problem documents with <c>title</c>, <c>status</c>, <c>detail</c> and <c>traceId</c>.</summary>
internal sealed class GoodDataRefusals : IRefusalWriter
{
    public Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var status = RefusalCodes.StatusOf(refusal.Code);
        RefusalHeaders.Set(context.Response, refusal, status == StatusCodes.Status401Unauthorized ? ChallengeOf(refusal.Code) : StringValues.Empty);
        var title = TitleOf(status);
        return WriteAsync(context, new GoodDataProblem(title, status, refusal.Detail ?? RefusalCodes.TitleOf(refusal.Code), refusal.TraceId));
    }

    public static Task WriteAsync(HttpContext context, GoodDataProblem problem) => DialectAnswer.WriteAsync(
        context, problem.Status, JsonSerializer.SerializeToUtf8Bytes(problem, GoodDataJson.Default.GoodDataProblem), "application/problem+json");

    public static string TitleOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "Bad Request",
        StatusCodes.Status401Unauthorized => "Unauthorized",
        StatusCodes.Status403Forbidden => "Forbidden",
        StatusCodes.Status404NotFound => "Not Found",
        StatusCodes.Status405MethodNotAllowed => "Method Not Allowed",
        StatusCodes.Status409Conflict => "Conflict",
        StatusCodes.Status415UnsupportedMediaType => "Unsupported Media Type",
        StatusCodes.Status429TooManyRequests => "Too Many Requests",
        StatusCodes.Status502BadGateway => "Bad Gateway",
        StatusCodes.Status503ServiceUnavailable => "Service Unavailable",
        StatusCodes.Status504GatewayTimeout => "Gateway Timeout",
        _ => "Internal Server Error",
    };

    private static string ChallengeOf(RefusalCode code) => code == RefusalCode.MissingToken ? "Bearer" : "Bearer error=\"invalid_token\"";
}
