using System.Security.Cryptography;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Notices;

/// <summary>
/// Sends what is due by one way, one after the other. A notice is taken for a while before it is sent: another process
/// leaves it alone, and if this one dies, it is due again. Only a death between sending and noting it down sends a notice
/// twice, with the same id.
/// </summary>
public sealed class NoticeSender(INoticeStore notices, ITokenStore tokens, INoticeChannel channel, TimeProvider time)
{
    /// <summary>Longer than an attempt may last.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    // What is under way when the process stops may end: given up half-way, it may have arrived and would be sent again.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Told of every attempt.</summary>
    public Action<PendingNotice, Delivery>? Tried { get; init; }

    /// <summary>Sends until nothing is due. How many attempts were made.</summary>
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
        var delivery = await PointlessAsync(notice, cancellationToken) ?? await channel.SendAsync(notice, options, graceful.Token);
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

    // What was planned may have been overtaken while it waited.
    private async ValueTask<Delivery?> PointlessAsync(PendingNotice notice, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - notice.CreatedAt > NoticeBackoff.GiveUpAfter)
            return Delivery.GiveUp("too old");
        if (notice.Content.Type != NoticeTypes.NameOf(NoticeType.Expiring) || !TokenId.TryParse(notice.Content.Token.Id, out var id) || id.IsDeclared)
            return null;
        var token = await tokens.GetAsync(id, cancellationToken);
        return token?.StateAt(time.GetUtcNow()) == TokenState.Active ? null : Delivery.GiveUp("the token is no longer active");
    }
}
