using Microsoft.AspNetCore.Http;

namespace TokenGateway.Edge.Intake;

/// <summary>What a client expects before it sends a body (RFC 9110, 10.1.1). HTTP/1.0 has no such field and ignores it.</summary>
internal static class Expectation
{
    /// <summary>The client waits for 100; the upstream decides whether to send it.</summary>
    public static bool IsContinue(HttpRequest request) =>
        request.Headers.Expect is { Count: 1 } value && !HttpProtocol.IsHttp10(request.Protocol)
        && value.ToString().Equals("100-continue", StringComparison.OrdinalIgnoreCase);

    /// <summary>Another expectation, which the gateway cannot meet.</summary>
    public static bool IsUnknown(HttpRequest request) =>
        request.Headers.Expect.Count > 0 && !HttpProtocol.IsHttp10(request.Protocol) && !IsContinue(request);
}
