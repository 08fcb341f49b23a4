using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using TokenGateway.Edge.Routing;
using TokenGateway.Edge.Targets;

namespace TokenGateway.Edge.Model;

/// <summary>Everything that a decision reads of a request, whether a client sent it or it is hypothetical (<see cref="RouteTable"/>).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct RequestFacts
{
    /// <summary>GET for a WebSocket over HTTP/2.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query as sent, in origin form, without credentials.</summary>
    public string Target { get; init; }

    /// <summary>Where the query begins in <see cref="Target"/>; its length when there is none.</summary>
    public int PathLength { get; init; }

    /// <summary>The features of the path that only some routes allow.</summary>
    public TargetFeatures Features { get; init; }

    /// <summary>The protocol that the request asks to upgrade to; null: none.</summary>
    public string? Upgrade { get; init; }

    /// <summary>Null: any request that matches <see cref="Route"/>, with only the method known.</summary>
    public HttpRequest? Request { get; init; }

    /// <summary>The endpoint that routing chose; null: no route matches the path.</summary>
    public Endpoint? Endpoint { get; init; }

    /// <summary>The route of <see cref="Endpoint"/>; null: not a route of the gateway.</summary>
    public GatewayRoute? Route { get; init; }

    /// <summary>The client's address is unknown and counts as allowed.</summary>
    public bool IsAnywhere { get; init; }

    public ReadOnlySpan<char> Path => Target.AsSpan(0, PathLength);

    /// <summary>Whether several routes match equally.</summary>
    public bool IsTied => ReferenceEquals(Endpoint, TiedRoutesPolicy.Tied);

    public IPAddress? Address => Request?.HttpContext.Connection.RemoteIpAddress;

    /// <summary>Any request with this method that matches the route, from any address.</summary>
    public static RequestFacts On(GatewayRoute route, string method) => new() { Method = method, Route = route, IsAnywhere = true };
}
