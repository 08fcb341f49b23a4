using System.Collections.Concurrent;

namespace TokenGateway.Core.Tests.Verification;

/// <summary>Holds what an asynchronous method does after each wait until the test lets it go on.</summary>
internal sealed class HeldContext : SynchronizationContext
{
    private readonly ConcurrentQueue<Action> _held = new();

    /// <summary>Starts the work; all its continuations are held by <paramref name="held"/>.</summary>
    public static Task<T> Run<T>(Func<Task<T>> start, out HeldContext held)
    {
        var before = Current;
        held = new HeldContext();
        SetSynchronizationContext(held);
        try
        {
            return start();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state) => _held.Enqueue(() => d(state));

    /// <summary>Runs continuations one by one, as they come, until the condition holds.</summary>
    public Task RunUntilAsync(Func<bool> condition) => Poll.UntilAsync(() =>
    {
        if (!condition() && _held.TryDequeue(out var next))
            next();
        return condition();
    });
}
