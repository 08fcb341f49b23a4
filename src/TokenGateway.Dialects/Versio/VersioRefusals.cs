using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Refusals;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Versio;

/// <summary>
/// <c>{"status":401,"message":"...","details":"..."}</c>. A token without the required permission gets the same response as
/// an invalid one: 401 with the same text.
/// </summary>
internal sealed class VersioRefusals : IRefusalWriter
{
    private const string Denied = "The token is unknown, inactive or expired, or it lacks a permission that this request needs.";
    private const string Missing = "Send one in the header Authorization: apiToken TOKEN, or in the query parameter apiToken.";

    public Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var status = StatusOf(refusal.Code);
        RefusalHeaders.Set(context.Response, refusal, status == StatusCodes.Status401Unauthorized ? "apiToken" : StringValues.Empty);
        var isDenied = status == StatusCodes.Status401Unauthorized && refusal.Code != RefusalCode.MissingToken;
        var body = new VersioError(
            status, isDenied ? "The API token is not valid for this request." : RefusalCodes.TitleOf(refusal.Code), isDenied ? Denied : refusal.Code == RefusalCode.MissingToken ? Missing : refusal.Detail);
        return DialectAnswer.WriteAsync(context, status, JsonSerializer.SerializeToUtf8Bytes(body, VersioJson.Default.VersioError), "application/json");
    }

    private static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.InsufficientRole or RefusalCode.InsufficientPermission or RefusalCode.WrongRealm or RefusalCode.AddressNotAllowed =>
            StatusCodes.Status401Unauthorized,
        _ => RefusalCodes.StatusOf(code),
    };
}
