using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Verification;

/// <summary>
/// Reads the change feed of the store, applies it to the cache, and confirms freshness by the newest heartbeat it applied. It reads
/// when requested, when this process has written, and periodically. If the store is unavailable it retries until it answers, and
/// resumes at its cursor if the feed can.
/// </summary>
public sealed class ChangeFollower(IChangeFeed feed, IChangeSink sink, Freshness freshness, TimeProvider time)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(250);

    private ChangeCursor? _cursor;

    /// <summary>Called once when the store becomes unavailable.</summary>
    public Action<Exception>? Lost { get; init; }

    /// <summary>Called once when the store is available again, with the duration of the outage.</summary>
    public Action<TimeSpan>? Found { get; init; }

    /// <summary>Runs until cancelled, and then returns without throwing.</summary>
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

                    await reader.WaitAsync(freshness.Polls.Requested, cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                freshness.Polls.Fail();
                return;
            }
            // Any exception: without its follower, the process would keep serving from stale facts or stop.
            catch (Exception failure)
            {
                freshness.Polls.Fail();
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
        freshness.Polls.Begin();
        var (startedAt, now) = (time.GetTimestamp(), time.GetUtcNow());
        var batch = await reader.ReadAsync(cancellationToken);
        sink.Follow(batch);
        if (!batch.Cursor.IsNone)
            _cursor = batch.Cursor;
        freshness.Confirm(startedAt, behind: now - batch.Heartbeat ?? TimeSpan.Zero, batch.IsReset);
        freshness.Polls.Answer();
    }
}
