using TokenGateway.Edge.Streams;

namespace TokenGateway.Edge.Forwarding.Uploads;

/// <summary>
/// Counts what is written, and tells the sum before it is. Once it is cut, or given up by whom it is written to, what is
/// written goes nowhere.
/// </summary>
internal sealed class UploadStream(Stream inner, Action<long> progress, CancellationToken givenUp) : DelegatingStream(inner)
{
    private readonly Lock _gate = new();
    private Task _writing = Task.CompletedTask;
    private bool _isCut;

    /// <summary>In bytes.</summary>
    public long Written { get; private set; }

    /// <summary>Nothing more reaches the inner stream when this has ended.</summary>
    public Task CutAsync()
    {
        lock (_gate)
        {
            _isCut = true;
            return _writing.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_isCut || givenUp.IsCancellationRequested)
                return ValueTask.CompletedTask;
            Written += buffer.Length;
            progress(Written);
            var writing = base.WriteAsync(buffer, cancellationToken);
            if (writing.IsCompletedSuccessfully)
                return writing;
            _writing = EndAsync(writing);
            return new ValueTask(_writing);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _isCut || givenUp.IsCancellationRequested ? Task.CompletedTask : _writing = EndAsync(new ValueTask(base.FlushAsync(cancellationToken)));
    }

    private async Task EndAsync(ValueTask writing)
    {
        try
        {
            await writing;
        }
        catch (Exception) when (givenUp.IsCancellationRequested)
        {
            // Nobody wants it.
        }
    }
}
