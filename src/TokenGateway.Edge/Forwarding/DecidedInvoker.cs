using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TokenGateway.Core.Protections;
using TokenGateway.Core.Refusals;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Forwarding.Uploads;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// The last step before a message is sent: sends it only if it matches the decision, and over a connection that it may use.
/// One per exchange, reused with it.
/// </summary>
internal sealed class DecidedInvoker(EdgeRequest request) : HttpMessageInvoker(Unused, disposeHandler: false)
{
    private static readonly HttpMessageHandler Unused = new SocketsHttpHandler();

    /// <summary>The same limit as SocketsHttpHandler.</summary>
    private const int MostRepeats = 3;

    private HttpMessageInvoker? _upstream;
    private bool _isHttp2;
    private ForwardingMetrics? _metrics;
    private ILogger? _logger;

    /// <summary>The invoker of the exchange.</summary>
    public static DecidedInvoker Of(EdgeRequest request) => (DecidedInvoker)(request.Sender ??= new DecidedInvoker(request));

    /// <summary>Prepares for the one message of the exchange's current request.</summary>
    public DecidedInvoker For(HttpContext context, HttpMessageInvoker upstream, ForwardingMetrics metrics, ILogger logger)
    {
        (_upstream, _metrics, _logger) = (upstream, metrics, logger);
        _isHttp2 = HttpProtocol.IsHttp2(context.Request.Protocol);
        return this;
    }

    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var own = _upstream as PerClientUpstream;
        AddUpgrade(message);
        if (Protection.DecidedIsForwarded.IsEnabled() && DecisionCheck.Difference(request.Decision, request, message, own is not null) is { } part)
            return Task.FromException<HttpResponseMessage>(Refuse(part));
        SendOnce(message);
        if (own is null)
            return SendSharedAsync(message, cancellationToken);

        // These schemes exist only in HTTP/1.1.
        if (message.Method != HttpMethod.Connect)
            message.Version = HttpVersion.Version11;
        return own.For(request).SendAsync(message, cancellationToken);
    }

    private Task<HttpResponseMessage> SendSharedAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        if (message.Content is not { } content)
            return _upstream!.SendAsync(message, cancellationToken);
        if (content.Headers.ContentLength == 0)
            return MayBeRepeated(message.Method) ? SendAgainAsync(message, cancellationToken) : _upstream!.SendAsync(message, cancellationToken);
        var upload = new Upload(message.Headers.ExpectContinue == true, isRead: !_isHttp2);
        message.Content = new UploadContent(content, upload, request.FirstAnswer, EdgeForwarder.FirstAnswer);
        Upload.Current = request.Upload = upload;
        return _upstream!.SendAsync(message, cancellationToken);
    }

    // A persistent connection closed before a response. SocketsHttpHandler retries only messages without content, but
    // content headers, even on a GET, require one.
    private async Task<HttpResponseMessage> SendAgainAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await _upstream!.SendAsync(message, cancellationToken);
            }
            catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ResponseEnded && attempt < MostRepeats)
            {
                // No part of a response arrived (RFC 9110, 9.2.2).
            }
        }
    }

    // YARP handles WebSockets and SPDY; other protocols that a route allows need this header.
    private void AddUpgrade(HttpRequestMessage message)
    {
        if (request.Upgrade is not { } protocol || protocol == UpgradeHeader.WebSocket || message.Headers.NonValidated.Contains("Upgrade"))
            return;
        message.Version = HttpVersion.Version11;
        message.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        message.Headers.TryAddWithoutValidation("Upgrade", protocol);
    }

    private InvalidOperationException Refuse(string part)
    {
        request.Refused = RefusalCode.CannotForward;
        _metrics!.Mismatch(part);
        _logger!.DecisionMismatch(request.Route!.Id, part);
        return new InvalidOperationException($"The {part} of the outgoing request is not the one that was authorized.");
    }

    // When a persistent connection closes before a response, SocketsHttpHandler retries a request without a body up to
    // three times, whatever its method, but none with a body, even an empty one (RFC 9110, 9.2.2). YARP lets no transformer
    // set content.
    private static void SendOnce(HttpRequestMessage message)
    {
        if (message.Content is null && !MayBeRepeated(message.Method))
            message.Content = new EmptyContent();
    }

    private static bool MayBeRepeated(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Put || method == HttpMethod.Delete
        || method == HttpMethod.Options || method == HttpMethod.Trace || method == HttpMethod.Connect;
}
