using System.Diagnostics;

namespace TokenGateway.Testing;

/// <summary>Waits for a condition: polls until a deadline, never sleeps for a fixed time.</summary>
public static class Eventually
{
    public static async Task BecomesTrueAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null, TimeSpan? every = null)
    {
        var limit = within ?? TimeSpan.FromSeconds(20);
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > limit)
                throw new TimeoutException($"Not within {limit.TotalSeconds:0} s: {what}");
            await Task.Delay(every ?? TimeSpan.FromMilliseconds(20));
        }
    }
}
