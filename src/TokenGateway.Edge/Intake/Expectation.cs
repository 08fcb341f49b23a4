using Microsoft.AspNetCore.Http;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// What a client expects before it sends a body (RFC 9110, 10.1.1). HTTP/1.0 knows no such thing: there the field says
/// nothing.
/// </summary>
internal static class Expectation
{
    /// <summary>The client waits for 100; the upstream decides whether it gets it.</summary>
    public static bool IsContinue(HttpRequest request) =>
        request.Headers.Expect is { Count: 1 } value && !HttpProtocol.IsHttp10(request.Protocol)
        && value.ToString().Equals("100-continue", StringComparison.OrdinalIgnoreCase);

    /// <summary>It is something else, which nobody here can promise.</summary>
    public static bool IsUnknown(HttpRequest request) =>
        request.Headers.Expect.Count > 0 && !HttpProtocol.IsHttp10(request.Protocol) && !IsContinue(request);
}
