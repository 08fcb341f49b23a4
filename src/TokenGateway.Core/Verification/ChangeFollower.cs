using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Verification;

/// <summary>
/// Follows the change sequence of the store, tells the cache, and confirms freshness by the newest heartbeat that it applied:
/// when somebody asks for it, when this process has written, and now and then. When the store does not answer it tries again
/// until it does, and goes on from where it stood if the feed can.
/// </summary>
public sealed class ChangeFollower(IChangeFeed feed, IChangeSink sink, Freshness freshness, TimeProvider time)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(250);

    private ChangeCursor? _cursor;

    /// <summary>Told once when the store stops answering.</summary>
    public Action<Exception>? Lost { get; init; }

    /// <summary>Told once when it answers again, with how long it did not.</summary>
    public Action<TimeSpan>? Found { get; init; }

    /// <summary>Runs until cancelled; ends quietly then.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long? lostAt = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var reader = await feed.OpenAsync(_cursor, cancellationToken);
                while (true)
                {
                    await FollowOnceAsync(reader, cancellationToken);
                    if (lostAt is { } since)
                    {
                        lostAt = null;
                        Found?.Invoke(time.GetElapsedTime(since));
                    }

                    await reader.WaitAsync(freshness.Looks.Asked, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                freshness.Looks.Fail();
                return;
            }
            // Of whatever kind: without its follower the process would go on with what it knows for ever, or end.
            catch (Exception failure)
            {
                freshness.Looks.Fail();
                if (lostAt is null)
                {
                    lostAt = time.GetTimestamp();
                    Lost?.Invoke(failure);
                }

                await Task.Delay(RetryAfter, time, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    private async ValueTask FollowOnceAsync(IChangeReader reader, CancellationToken cancellationToken)
    {
        freshness.Looks.Begin();
        var (startedAt, now) = (time.GetTimestamp(), time.GetUtcNow());
        var batch = await reader.ReadAsync(cancellationToken);
        sink.Follow(batch);
        if (!batch.Cursor.IsNone)
            _cursor = batch.Cursor;
        freshness.Confirm(startedAt, behind: now - batch.Heartbeat ?? TimeSpan.Zero, batch.IsReset);
        freshness.Looks.Answer();
    }
}
