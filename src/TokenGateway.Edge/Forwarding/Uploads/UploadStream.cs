namespace TokenGateway.Edge.Forwarding.Uploads;

/// <summary>Counts what is written, and tells the sum before it is. Once it is cut, what is written goes nowhere.</summary>
internal sealed class UploadStream(Stream inner, Action<long> progress) : Stream
{
    private readonly Lock _gate = new();
    private Task _writing = Task.CompletedTask;
    private bool _isCut;

    /// <summary>In bytes.</summary>
    public long Written { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

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
            if (_isCut)
                return ValueTask.CompletedTask;
            Written += buffer.Length;
            progress(Written);
            var writing = inner.WriteAsync(buffer, cancellationToken);
            if (writing.IsCompletedSuccessfully)
                return writing;
            _writing = writing.AsTask();
            return new ValueTask(_writing);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return _isCut ? Task.CompletedTask : _writing = inner.FlushAsync(cancellationToken);
    }

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
