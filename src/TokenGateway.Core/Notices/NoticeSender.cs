using System.Security.Cryptography;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Notices;

/// <summary>
/// Sends due notices through one channel, one after the other. Leases a notice before sending it: other processes skip it,
/// and if this one dies, it becomes due again. Only a crash between sending and recording sends a notice twice, with the
/// same id.
/// </summary>
public sealed class NoticeSender(INoticeStore notices, ITokenStore tokens, INoticeChannel channel, TimeProvider time)
{
    /// <summary>Longer than an attempt can take.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // A delivery in progress may finish when the process stops: aborted, it may have arrived and would be sent again.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Called after every attempt.</summary>
    public Action<PendingNotice, Delivery>? Tried { get; init; }

    /// <summary>Sends until nothing is due, and returns the number of attempts.</summary>
    public async ValueTask<int> SendDueAsync(NoticeOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var attempts = 0;
        while (options.Has(channel.Way))
        {
            var now = time.GetUtcNow();
            if (await notices.TakeAsync(channel.Way, now, now + Lease, cancellationToken) is not { } notice)
                break;
            attempts++;
            await SendAsync(notice, options, cancellationToken);
        }

        return attempts;
    }

    private async ValueTask SendAsync(PendingNotice notice, NoticeOptions options, CancellationToken cancellationToken)
    {
        using var graceful = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stopping = cancellationToken.Register(() => graceful.CancelAfter(Grace));
        var delivery = await FindObsoleteAsync(notice, cancellationToken) ?? await channel.SendAsync(notice, options, graceful.Token);
        var now = time.GetUtcNow();
        if (delivery.Outcome == DeliveryOutcome.TryAgain)
        {
            var dueAt = now + NoticeBackoff.After(notice.Attempt, RandomNumberGenerator.GetInt32(1001) / 1000.0);
            if (dueAt - notice.CreatedAt <= NoticeBackoff.GiveUpAfter)
            {
                Tried?.Invoke(notice, delivery);
                await notices.PutOffAsync(notice, dueAt, delivery.Reason, CancellationToken.None);
                return;
            }

            delivery = Delivery.GiveUp(delivery.Reason);
        }

        Tried?.Invoke(notice, delivery);
        await notices.FinishAsync(notice, now, delivery.Reason, CancellationToken.None);
    }

    // A waiting notice may have become obsolete.
    private async ValueTask<Delivery?> FindObsoleteAsync(PendingNotice notice, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - notice.CreatedAt > NoticeBackoff.GiveUpAfter)
            return Delivery.GiveUp("too old");
        if (notice.Content.Type != NoticeTypes.NameOf(NoticeType.Expiring) || !TokenId.TryParse(notice.Content.Token.Id, out var id) || id.IsDeclared)
            return null;
        var token = await tokens.GetAsync(id, cancellationToken);
        return token?.StateAt(time.GetUtcNow()) == TokenState.Active ? null : Delivery.GiveUp("the token is no longer active");
    }
}
