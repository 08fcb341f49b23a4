namespace TokenGateway.Core.Tests.Simulation;

/// <summary>Runs all continuations on the thread of the simulation, one after the other. One that comes from another thread breaks it.</summary>
internal sealed class Turns : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId != _thread)
            throw new InvalidOperationException("A continuation left the thread of the simulation: the seed would not reproduce.");
        _ready.Enqueue((d, state));
    }

    public void Run(Action action)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public void Drain()
    {
        while (_ready.TryDequeue(out var next))
            next.Callback(next.State);
    }
}
