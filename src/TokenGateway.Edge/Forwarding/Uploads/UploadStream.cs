using TokenGateway.Edge.Streams;

namespace TokenGateway.Edge.Forwarding.Uploads;

/// <summary>
/// Counts written bytes, and reports the total before each write. After a cut, or after the receiver has cancelled, it
/// discards writes.
/// </summary>
internal sealed class UploadStream(Stream inner, Action<long> progress, CancellationToken cancelled) : DelegatingStream(inner)
{
    private readonly Lock _gate = new();
    private Task _writing = Task.CompletedTask;
    private bool _isCut;

    /// <summary>In bytes.</summary>
    public long Written { get; private set; }

    /// <summary>Cuts the stream. After completion, nothing more reaches the inner stream.</summary>
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
            if (_isCut || cancelled.IsCancellationRequested)
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
            return _isCut || cancelled.IsCancellationRequested ? Task.CompletedTask : _writing = EndAsync(new ValueTask(base.FlushAsync(cancellationToken)));
    }

    private async Task EndAsync(ValueTask writing)
    {
        try
        {
            await writing;
        }
        catch (Exception) when (cancelled.IsCancellationRequested)
        {
            // The receiver does not want it.
        }
    }
}
