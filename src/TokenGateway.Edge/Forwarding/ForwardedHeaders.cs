using Microsoft.AspNetCore.Http;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> as YARP sets them by default. What the client sent under
/// these names is gone since intake.
/// </summary>
internal static class ForwardedHeaders
{
    public static void Add(HttpContext context, EdgeRequest request, HttpRequestMessage message)
    {
        var headers = message.Headers;
        headers.TryAddWithoutValidation("X-Forwarded-For", request.Connection.AddressText(context.Connection));
        headers.TryAddWithoutValidation("X-Forwarded-Proto", context.Request.Scheme);
        if (context.Request.Headers.Host is { Count: 1 } host)
            headers.TryAddWithoutValidation("X-Forwarded-Host", host.ToString());
    }
}
