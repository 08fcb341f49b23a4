using TokenGateway.Edge.Requests;

namespace TokenGateway.Endpoints;

/// <summary>Reads the marks. Never uses the <c>Host</c> header or a port number: clients choose the former, sockets lack the latter.</summary>
internal static class EndpointMarks
{
    public static bool IsEdge(HttpContext context) => context.Features.Get<EdgeConnection>() is not null;

    public static bool IsManagement(HttpContext context) => context.Features.Get<EndpointMark>() is { Kind: EndpointKind.Management };

    public static bool IsOps(HttpContext context) => context.Features.Get<EndpointMark>() is not null;

    public static Task RefuseUnmarkedAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
