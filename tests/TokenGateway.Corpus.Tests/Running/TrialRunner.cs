using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using TokenGateway.Corpus.Tests.Cases;
using TokenGateway.Corpus.Tests.Wire;
using TokenGateway.Testing;

namespace TokenGateway.Corpus.Tests.Running;

/// <summary>Sends a trial over a connection of its own and gathers what happened.</summary>
internal sealed class TrialRunner(CorpusGateway gateway)
{
    private const string CanaryTarget = "/public/canary";
    private const string Canary = $"GET {CanaryTarget} HTTP/1.1\r\nHost: gateway.test\r\n\r\n";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <exception cref="OperationCanceledException">Neither an answer nor an end within the limit.</exception>
    public async Task<Observation> RunAsync(Trial trial)
    {
        if (Dies(trial))
            await gateway.IssueBriefAsync();
        gateway.Upstream.Take();
        var opened = gateway.Upstream.Accepted;
        var text = gateway.Tokens.Expand(trial.Case.Request.Text, CorpusRoutes.Prefixes[trial.Route]);
        using var deadline = new CancellationTokenSource(Limit);
        using var socket = new TcpClient();
        var address = AddressOf(trial.Carrier);
        await socket.ConnectAsync(address.Host, address.Port, deadline.Token);
        await using var stream = await SecureAsync(socket.GetStream(), trial.Carrier, deadline.Token);
        var (replies, stayed) = trial.Carrier == Carrier.H2
            ? (await SendHttp2Async(stream, trial, text, deadline.Token), (bool?)null)
            : await SendHttp1Async(stream, trial, text, deadline.Token);
        if (trial.Case.WishesOf("cut").Any())
            await EndAsync(socket, stream, deadline.Token);
        var (requests, cut, faults) = gateway.Upstream.Take();
        return new Observation(trial, text, gateway.Tokens, replies, [.. requests.Where(one => one.Target != CanaryTarget)], cut, faults,
            stayed is null ? gateway.Upstream.Accepted - opened : 0, stayed);
    }

    // What was given up on its way would otherwise end within the next trial, as if that had sent it.
    private async Task EndAsync(TcpClient socket, Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            socket.Client.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(Stream.Null, cancellationToken);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            // The gateway was faster.
        }

        await Eventually.BecomesTrueAsync(() => Task.FromResult(gateway.Upstream.IsSettled), "the end of what was cut");
    }

    private Uri AddressOf(Carrier carrier) => carrier switch
    {
        Carrier.Tls => gateway.Https,
        Carrier.H2 => gateway.Http2,
        _ => gateway.Http,
    };

    private async Task<Stream> SecureAsync(NetworkStream stream, Carrier carrier, CancellationToken cancellationToken)
    {
        if (carrier != Carrier.Tls)
            return stream;
        var secure = new SslStream(stream, leaveInnerStreamOpen: false,
            (_, certificate, _, _) => certificate?.GetCertHashString(HashAlgorithmName.SHA256) == gateway.CertificateHash);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "gateway.test" }, cancellationToken);
        return secure;
    }

    private static async Task<IReadOnlyList<Reply>> SendHttp2Async(Stream stream, Trial trial, string text, CancellationToken cancellationToken)
    {
        var exchange = new Http2Exchange(stream);
        await exchange.OpenAsync(cancellationToken);
        if (trial.Case.Request.Form == RequestForm.Fields)
        {
            var (fields, body) = MessageText.ParseFields(text);
            return [await exchange.SendAsync(fields, body, cancellationToken)];
        }

        var message = MessageText.Parse(text);
        return [await exchange.SendAsync(message.ToFields(), message.Body, cancellationToken)];
    }

    private async Task<(IReadOnlyList<Reply> Replies, bool? Stayed)> SendHttp1Async(
        Stream stream, Trial trial, string text, CancellationToken cancellationToken)
    {
        var exchange = new Http1Exchange(stream);
        var bytes = trial.Case.Request.Form == RequestForm.Raw ? text : MessageText.Parse(text).ToHttp1(trial.Carrier == Carrier.Ws);
        await exchange.SendAsync(bytes, cancellationToken);
        var replies = new List<Reply>();
        foreach (var _ in trial.Case.Expect.For(trial.Carrier, trial.Route))
            replies.Add(await exchange.ReadAsync(text.StartsWith("HEAD ", StringComparison.Ordinal), cancellationToken));
        return (replies, replies[^1].Status == 101 && !Dies(trial) ? null : await StayedAsync(exchange, trial, cancellationToken));
    }

    private static bool Dies(Trial trial) => trial.Case.WishesOf("then").Contains("dies");

    // Whoever keeps a connection on which framing is in doubt lets the rest of the bytes be the next request.
    private async Task<bool?> StayedAsync(Http1Exchange exchange, Trial trial, CancellationToken cancellationToken)
    {
        switch (trial.Case.WishesOf("then").SingleOrDefault())
        {
            case "closes":
                return !await exchange.EndsAsync(cancellationToken);
            case "dies":
                await gateway.DeleteBriefAsync();
                await exchange.ReadToEndAsync(cancellationToken);
                return false;
            case "stays":
                await exchange.SendAsync(Canary, cancellationToken);
                return (await exchange.ReadAsync(bodiless: false, cancellationToken)).Status == 200;
            default:
                return null;
        }
    }
}
