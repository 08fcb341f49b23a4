using TokenGateway.Edge.Requests;

namespace TokenGateway.Endpoints;

/// <summary>Reads the marks. Never the <c>Host</c> header or a port number: a client chooses the one, sockets have not the other.</summary>
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
