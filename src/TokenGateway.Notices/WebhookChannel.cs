using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using TokenGateway.Core.Notices;

namespace TokenGateway.Notices;

/// <summary>
/// Posts signed notices to a receiver. The address comes only from the configuration file; still, its name may come to
/// resolve to an internal machine, so no redirect is followed, no proxy is used, and the resolved address is checked on
/// connecting (<see cref="WebhookConnector"/>).
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class WebhookChannel(TimeProvider time) : INoticeChannel, IDisposable
{
    private const int MostOfAnswer = 64 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly HttpClient _public = CreateClient(allowPrivate: false);
    private readonly HttpClient _any = CreateClient(allowPrivate: true);

    public NoticeChannelKind Way => NoticeChannelKind.Webhook;

    public async Task<Delivery> SendAsync(PendingNotice notice, NoticeOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Webhook is not { } receiver)
            return Delivery.TryAgain("no webhook is configured");
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await PostAsync(notice, receiver, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Delivery.TryAgain($"no answer within {Limit.TotalSeconds:0} s");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return Delivery.TryAgain(failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message);
        }
    }

    public void Dispose()
    {
        _public.Dispose();
        _any.Dispose();
    }

    private async Task<Delivery> PostAsync(PendingNotice notice, WebhookOptions receiver, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(notice.Content, NoticeJson.Default.NoticeContent);
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, receiver.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-TokenGateway-Delivery", notice.Content.Id);
        request.Headers.Add("X-TokenGateway-Timestamp", timestamp);
        request.Headers.Add("X-TokenGateway-Signature", WebhookSignature.Of(receiver.Secret.AsSpan(), timestamp, body));
        var client = receiver.DangerousAllowPrivate ? _any : _public;
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await DrainAsync(response, cancellationToken);
        return Judge(response.StatusCode);
    }

    // Some receivers treat an unread response as a failure, so it is read, within limits.
    private static async Task DrainAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[4096];
        var left = MostOfAnswer;
        while (left > 0 && await stream.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, left)), cancellationToken) is > 0 and var read)
            left -= read;
    }

    private static Delivery Judge(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => Delivery.Sent,
        410 => Delivery.GiveUp("the receiver answered 410 Gone"),
        >= 300 and < 400 => Delivery.TryAgain($"the receiver answered {(int)status}; redirects are not followed"),
        var other => Delivery.TryAgain($"the receiver answered {other}"),
    };

    private static HttpClient CreateClient(bool allowPrivate) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseDrainSize = 0,
        MaxResponseHeadersLength = MostOfAnswer / 1024,
        ConnectTimeout = Limit,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
        ConnectCallback = new WebhookConnector(allowPrivate).ConnectAsync,

        // Its spans would disclose our trace ids to the receiver.
        ActivityHeadersPropagator = null,
    })
    {
        // The limit above applies to the whole exchange.
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
