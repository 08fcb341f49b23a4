using System.Collections.Concurrent;

namespace TokenGateway.Storage.Sqlite;

/// <summary>
/// A few threads for reading the store. SQLite works on the caller's thread, and may wait there for ten seconds while
/// another process holds its locks, whatever its timeout (walTryBeginRead in wal.c): on pool threads, that would block all
/// other traffic too.
/// </summary>
internal sealed class SqliteThreads : IDisposable
{
    private const int Most = 8;

    private readonly BlockingCollection<Action> _work = [];
    private readonly Lock _lock = new();
    private int _threads;
    private int _busy;

    /// <summary>Runs the work on one of the threads. The caller continues elsewhere.</summary>
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

    /// <summary>Completes queued work; refuses later work.</summary>
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
