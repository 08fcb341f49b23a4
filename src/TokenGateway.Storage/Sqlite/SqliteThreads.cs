using System.Collections.Concurrent;

namespace TokenGateway.Storage.Sqlite;

/// <summary>
/// A few threads on which the store is read. SQLite works on the caller's thread, and while another process holds its
/// locks it may wait there for ten seconds, whatever it is told (walTryBeginRead in wal.c): on threads of the pool that
/// would stop all other traffic too.
/// </summary>
internal sealed class SqliteThreads : IDisposable
{
    private const int Most = 8;

    private readonly BlockingCollection<Action> _work = [];
    private readonly Lock _lock = new();
    private int _threads;
    private int _busy;

    /// <summary>Runs the work on one of the threads. The caller goes on elsewhere.</summary>
    /// <exception cref="ObjectDisposedException">Closed.</exception>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_work.IsAddingCompleted, this);
            _work.Add(() => Run(work, result));
            if (++_busy > _threads && _threads < Most)
                Start();
        }

        return result.Task;
    }

    /// <summary>Lets what was given end; later work is refused.</summary>
    public void Dispose()
    {
        lock (_lock)
            _work.CompleteAdding();
    }

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> result)
    {
        try
        {
            result.SetResult(work());
        }
        catch (Exception failure)
        {
            result.SetException(failure);
        }
    }

    private void Start()
    {
        _threads++;
        new Thread(RunAll) { IsBackground = true, Name = "store" }.Start();
    }

    private void RunAll()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
            lock (_lock)
                _busy--;
        }
    }
}
