using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Transforms;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Adds a content header to a message without content. YARP refuses to send content that a transformer created ("Replacing
/// the YARP outgoing request HttpContent is not supported"), except for the empty content that its own transforms add.
/// </summary>
internal sealed class ContentHeader : RequestTransform
{
    public static void Add(HttpRequestMessage message, string name, StringValues values) =>
        AddHeader(new RequestTransformContext { HttpContext = new DefaultHttpContext(), ProxyRequest = message }, name, values);

    public override ValueTask ApplyAsync(RequestTransformContext context) => ValueTask.CompletedTask;
}
