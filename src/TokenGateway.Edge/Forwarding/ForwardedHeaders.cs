using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Networks;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// <c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Host</c> and <c>-Prefix</c> with YARP's defaults. Intake has removed the
/// client's values; those of a trusted proxy are continued, with the proxy appended.
/// </summary>
internal static class ForwardedHeaders
{
    private const string Prefix = "X-Forwarded-Prefix";

    public static void Add(HttpContext context, EdgeRequest request, HttpRequestMessage message)
    {
        var headers = message.Headers;
        headers.TryAddWithoutValidation(ForwardedFields.For, ChainOf(context, request)?.Text ?? request.Connection.AddressText(context.Connection));
        headers.TryAddWithoutValidation(ForwardedFields.Proto, context.Request.Scheme);
        if (context.Request.Headers.Host is { Count: 1 } host)
            headers.TryAddWithoutValidation(ForwardedFields.Host, host.ToString());
    }

    /// <summary>Sends the part of the client's path that the upstream does not see, but needs for links and redirects.</summary>
    public static void AddPrefix(HttpContext context, EdgeRequest request, HttpRequestMessage message)
    {
        var removed = request.Route!.Rewrite.IsNone ? null : request.Route.Rewrite.RemovedFrom(request.Path);
        if (removed is null && !context.Request.PathBase.HasValue)
            return;
        message.Headers.Remove(Prefix);
        message.Headers.TryAddWithoutValidation(Prefix, context.Request.PathBase.ToUriComponent() + removed);
    }

    /// <summary>Appends the proxies to the client's address where YARP's transforms wrote only the address.</summary>
    public static void Continue(HttpContext context, EdgeRequest request, HttpRequestMessage message)
    {
        if (ChainOf(context, request) is not { } chain || !message.Headers.NonValidated.TryGetValues(ForwardedFields.For, out var written)
            || written.ToString() != chain.Client.ToString())
        {
            return;
        }

        message.Headers.Remove(ForwardedFields.For);
        message.Headers.TryAddWithoutValidation(ForwardedFields.For, chain.Text);
    }

    // A host application may have changed the address of the request since.
    private static ForwardedChain? ChainOf(HttpContext context, EdgeRequest request) =>
        request.Chain is { } chain && ReferenceEquals(chain.Client, context.Connection.RemoteIpAddress) ? chain : null;
}
