using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.GoodData;

/// <summary>The responses of the calls, including errors.</summary>
internal static class GoodDataAnswers
{
    public static Task WriteAsync<T>(DialectExchange exchange, int status, T body, JsonTypeInfo<T> type) =>
        DialectAnswer.WriteAsync(exchange, status, body, type, GoodDataMedia.AnswerOf(exchange.Http.Request));

    public static Task RefuseAsync(DialectExchange exchange, int status, string detail) =>
        GoodDataRefusals.WriteAsync(exchange.Http, new GoodDataProblem(GoodDataRefusals.TitleOf(status), status, detail, exchange.TraceId));

    public static Task RefuseAsync(DialectExchange exchange, LifecycleError error) => RefuseAsync(
        exchange,
        RefusalCodes.StatusOf(error.Code) is StatusCodes.Status422UnprocessableEntity ? StatusCodes.Status400BadRequest : RefusalCodes.StatusOf(error.Code),
        error.Message);
}
