using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TokenGateway.Core.Networks;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Model;

namespace TokenGateway.Endpoints;

/// <summary>
/// Removes the PROXY header from connections of trusted proxies (<c>TokenGateway:ProxyProtocol</c>), before TLS, and gives
/// the connection the address in it. Such a proxy must send one: without it the connection is closed, because any client
/// that makes the proxy relay raw bytes could otherwise claim any address. Connections of other peers are unchanged.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ProxyProtocol(GatewayState state, ProxyProtocolReport report, TimeProvider time)
{
    /// <summary>The timeout for the whole header. The specification recommends at least three seconds, to tolerate a lost packet.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Must be called before any other reader of the endpoint's connections.</summary>
    public static void UseOn(ListenOptions endpoint)
    {
        var protocol = endpoint.ApplicationServices.GetRequiredService<ProxyProtocol>();
        endpoint.Use(next => connection => protocol.IsAwaited(connection) ? protocol.AcceptAsync(connection, next) : next(connection));
    }

    private bool IsAwaited(ConnectionContext connection) =>
        state.Current is { ProxyProtocol: true } model && connection.RemoteEndPoint is IPEndPoint peer && model.TrustedProxies.Contains(peer.Address);

    private async Task AcceptAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var (fault, source) = await ReadAsync(connection.Transport.Input);
        if (fault is { } why)
        {
            report.Closed(connection.RemoteEndPoint, why);
            return;
        }

        if (source is not null)
            connection.RemoteEndPoint = source;
        connection.Features.Set(new ProxiedPeer(source?.Address));
        await next(connection);
    }

    private async Task<(ProxyProtocolFault? Fault, IPEndPoint? Source)> ReadAsync(PipeReader input)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        try
        {
            while (true)
            {
                var result = await input.ReadAsync(deadline.Token);
                switch (Read(result.Buffer, out var length, out var source))
                {
                    case ProxyHeaderState.Complete:
                        input.AdvanceTo(result.Buffer.GetPosition(length));
                        return (null, source);
                    case ProxyHeaderState.Malformed:
                        return (ProxyProtocolFault.NoHeader, null);
                }

                if (result.IsCompleted)
                    return (result.Buffer.IsEmpty ? ProxyProtocolFault.Empty : ProxyProtocolFault.Cut, null);
                input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return (ProxyProtocolFault.Late, null);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            return (ProxyProtocolFault.Cut, null);
        }
    }

    private static ProxyHeaderState Read(in ReadOnlySequence<byte> buffer, out int length, out IPEndPoint? source)
    {
        if (buffer.IsSingleSegment)
            return ProxyHeader.Read(buffer.FirstSpan, out length, out source);
        return ProxyHeader.Read(buffer.Slice(0, Math.Min(buffer.Length, ProxyHeader.Longest)).ToArray(), out length, out source);
    }
}
