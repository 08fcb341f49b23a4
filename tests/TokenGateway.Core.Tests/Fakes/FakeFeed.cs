using System.Threading.Channels;
using TokenGateway.Core.Storage;

namespace TokenGateway.Core.Tests.Fakes;

/// <summary>A change feed whose reads are written by the test: each gives the next batch, or throws the next failure.</summary>
internal sealed class FakeFeed : IChangeFeed, IChangeReader
{
    private readonly Channel<Func<ChangeBatch>> _reads = Channel.CreateUnbounded<Func<ChangeBatch>>();
    private int _waitingReads;

    public int Opened { get; private set; }

    /// <summary>Where the last reader was opened.</summary>
    public ChangeCursor? From { get; private set; }

    public int Disposed { get; private set; }

    public Exception? FailsToOpen { get; set; }

    /// <summary>All that was written has been followed, and the follower asks for more.</summary>
    public bool IsDrained => Volatile.Read(ref _waitingReads) == 1 && _reads.Reader.Count == 0;

    public void Gives(ChangeBatch batch) => _reads.Writer.TryWrite(() => batch);

    public void Gives(Func<ChangeBatch> batch) => _reads.Writer.TryWrite(batch);

    public void Fails(Exception failure) => _reads.Writer.TryWrite(() => throw failure);

    public ValueTask<IChangeReader> OpenAsync(ChangeCursor? from, CancellationToken cancellationToken)
    {
        (Opened, From) = (Opened + 1, from);
        return FailsToOpen is { } failure ? throw failure : ValueTask.FromResult<IChangeReader>(this);
    }

    public async ValueTask<ChangeBatch> ReadAsync(CancellationToken cancellationToken)
    {
        Func<ChangeBatch>? next;
        if (!_reads.Reader.TryRead(out next))
        {
            Interlocked.Increment(ref _waitingReads);
            try
            {
                await _reads.Reader.WaitToReadAsync(cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _waitingReads);
            }

            next = await _reads.Reader.ReadAsync(cancellationToken);
        }

        return next();
    }

    public ValueTask WaitAsync(Task asked, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Disposed++;
        return ValueTask.CompletedTask;
    }
}
