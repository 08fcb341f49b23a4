using System.Diagnostics;

namespace TokenGateway.Stress;

/// <summary>Waits for what comes by itself, up to a deadline.</summary>
internal static class Poll
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <exception cref="StressException">It did not become true in time.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what, TimeSpan within, CancellationToken cancellationToken)
    {
        if (!await BecomesAsync(condition, within, cancellationToken))
            throw new StressException($"Not within {within.TotalSeconds:0} s: {what}");
    }

    /// <summary>Whether it became true in time.</summary>
    public static async Task<bool> BecomesAsync(Func<Task<bool>> condition, TimeSpan within, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > within)
                return false;
            await Task.Delay(Interval, cancellationToken);
        }

        return true;
    }
}
