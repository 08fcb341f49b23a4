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
/// Takes the PROXY header off the connections of trusted proxies (<c>TokenGateway:ProxyProtocol</c>), ahead of TLS, and gives
/// the connection the address that it names. Such a proxy must send one: a connection of its without is closed, or whoever
/// gets the proxy to pass bytes on as they are could speak for it. Connections of others are what they are.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class ProxyProtocol(GatewayState state, ProxyProtocolReport report, TimeProvider time)
{
    /// <summary>For the whole header. The protocol wants three seconds at least, so that one lost packet does not matter.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>To be called before anything else of the endpoint reads from its connections.</summary>
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
