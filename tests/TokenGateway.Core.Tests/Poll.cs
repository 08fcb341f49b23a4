using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TokenGateway.Core.Tests;

internal static class Poll
{
    /// <summary>Returns when the condition holds; a deadline of seconds turns a hang into a failure that names it.</summary>
    public static Task UntilAsync(
        Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? what = null) =>
        UntilAsync(() => Task.FromResult(condition()), what);

    public static async Task UntilAsync(
        Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(20))
                throw new TimeoutException($"Never came true: {what}");
            await Task.Delay(1);
        }
    }
}
