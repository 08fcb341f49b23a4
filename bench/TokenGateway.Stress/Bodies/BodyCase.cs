using System.Net;

namespace TokenGateway.Stress.Bodies;

/// <summary>One way to send a body: over which protocol on both sides of the gateway, and whether its length is said.</summary>
internal sealed record BodyCase(string Name, bool Http2, bool SaysItsLength)
{
    public static IReadOnlyList<BodyCase> All { get; } =
    [
        new("HTTP/1.1 chunked", Http2: false, SaysItsLength: false),
        new("HTTP/1.1 Content-Length", Http2: false, SaysItsLength: true),
        new("HTTP/2", Http2: true, SaysItsLength: false),
    ];

    public Version Version => Http2 ? HttpVersion.Version20 : HttpVersion.Version11;

    public string Sink => Http2 ? "/h2/sink" : "/sink";

    public string Source(int blocks) => $"{(Http2 ? "/h2" : "")}/source?blocks={blocks}{(SaysItsLength ? "&length" : "")}";
}
