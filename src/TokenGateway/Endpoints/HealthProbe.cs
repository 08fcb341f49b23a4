using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text.Json;
using TokenGateway.Core.Networks;

namespace TokenGateway.Endpoints;

/// <summary>Requests one of a running gateway's own pages and describes any fault.</summary>
/// <param name="At">The address of the gateway.</param>
/// <param name="Page">Path and query.</param>
/// <param name="OwnAddress">
/// The address is this machine's own, from the configuration: its certificate is not verified, because it has the public
/// name, and the request contains nothing confidential.
/// </param>
internal sealed record HealthProbe(LocalAddress At, string Page, bool OwnAddress)
{
    // The pages have a few hundred bytes, but another program may respond.
    private const int MaxAnswer = 64 * 1024;

    private bool TrustsAnyCertificate => OwnAddress || At.Url.IsLoopback;

    public override string ToString() => At + Page.Split('?')[0];

    /// <summary>Null on success; otherwise one line.</summary>
    public async Task<string?> AskAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var client = CreateClient(patience);
        try
        {
            using var answer = await client.GetAsync(new Uri(At.Url, Page), cancellationToken);
            return answer.IsSuccessStatusCode ? null : await ExplainAsync(answer, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            return failure.GetBaseException().Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {patience.TotalSeconds:0.###} seconds";
        }
    }

    private HttpClient CreateClient(TimeSpan patience)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, faults) => faults == SslPolicyErrors.None || TrustsAnyCertificate;
        if (At.Socket is { } path)
            handler.ConnectCallback = (_, cancellationToken) => ConnectAsync(path, cancellationToken);
        else if (!At.ProxyHeaderFrom.IsEmpty)
            handler.ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, At.ProxyHeaderFrom, cancellationToken);
        return new HttpClient(handler) { Timeout = patience, MaxResponseContentBufferSize = MaxAnswer };
    }

    private static ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken) => ConnectAsync(
        new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(path), TrustedProxies.None, cancellationToken);

    private static ValueTask<Stream> ConnectAsync(EndPoint to, TrustedProxies proxyHeaderFrom, CancellationToken cancellationToken) =>
        ConnectAsync(new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }, to, proxyHeaderFrom, cancellationToken);

    private static async ValueTask<Stream> ConnectAsync(Socket socket, EndPoint to, TrustedProxies proxyHeaderFrom, CancellationToken cancellationToken)
    {
        try
        {
            await socket.ConnectAsync(to, cancellationToken);
            if (proxyHeaderFrom.Contains((socket.LocalEndPoint as IPEndPoint)?.Address))
                await socket.SendAsync(ProxyHeader.Local, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<string> ExplainAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        answer.StatusCode == HttpStatusCode.ServiceUnavailable && ReasonOf(Read(await answer.Content.ReadAsByteArrayAsync(cancellationToken))) is { } reason
            ? $"not ready: {reason}"
            : $"answered {(int)answer.StatusCode}";

    // Any server can respond with 503: only a report of the gateway has a reason.
    private static string? ReasonOf(ReadinessReport? report) => report switch
    {
        { Stopping: true } => "it is shutting down",
        { Store: "lost" } => "its store has been unavailable for longer than TokenGateway:Store:OutageGrace",
        _ => null,
    };

    private static ReadinessReport? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ProbeJson.Default.ReadinessReport);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
