using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TokenGateway.Edge.Authentication;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// What lives as long as a client's connection: the mark that it came in on an edge endpoint (put there by the
/// endpoint itself, so no header can claim it), the memo of its last credential, and objects that its next request
/// uses again.
/// </summary>
public sealed class EdgeConnection
{
    private EdgeExchange? _spare;
    private string? _address;
    private CredentialMemo? _memo;

    /// <summary>
    /// The last credential that was verified on this connection. HTTP/2 streams run in parallel: read once, swapped
    /// whole.
    /// </summary>
    internal CredentialMemo? Memo
    {
        get => Volatile.Read(ref _memo);
        set => Volatile.Write(ref _memo, value);
    }

    /// <summary>Marks every connection of an endpoint as edge traffic.</summary>
    public static void MarkAll(ListenOptions endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        endpoint.Use(next => connection =>
        {
            connection.Features.Set(new EdgeConnection());
            return next(connection);
        });
    }

    /// <summary>The peer's address as text; "unknown" on a socket that has none.</summary>
    internal string AddressText(ConnectionInfo connection) => _address ??= Describe(connection.RemoteIpAddress);

    /// <summary>HTTP/1.1 handles one request at a time and so always finds its spare; parallel HTTP/2 streams make more.</summary>
    internal EdgeExchange Rent() => Interlocked.Exchange(ref _spare, null) ?? new EdgeExchange(this);

    internal void Return(EdgeExchange exchange) => Volatile.Write(ref _spare, exchange);

    private static string Describe(IPAddress? address) =>
        address is null ? "unknown" : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
