namespace TokenGateway.Logging;

/// <summary>
/// Standard output for log lines: whole lines are appended to a buffer in memory, which is flushed in one write, at most
/// twenty times a second and only if not empty, on a thread of its own, because a write to a pipe with a slow reader
/// blocks. A write per line would cost more than the rest of a request. If the output is not read, lines are dropped and
/// counted: logging never delays traffic and never exhausts memory.
/// </summary>
internal sealed class BufferedOutput : IAsyncDisposable
{
    private const int MostWaiting = 8 * 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a blocked reader delays the end of the process.</summary>
    private static readonly TimeSpan LastWrite = TimeSpan.FromSeconds(5);

    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _appending = new();

    // One release each time the buffer becomes non-empty.
    private readonly SemaphoreSlim _begun = new(0);
    private readonly Thread _flushing;
    private MemoryStream _filling = new();
    private MemoryStream _writing = new();
    private long _dropped;

    public BufferedOutput(Stream stream, TimeProvider time)
    {
        _stream = stream;
        _time = time;
        _flushing = new Thread(FlushWhatComes) { IsBackground = true, Name = "Log output" };
        _flushing.Start();
    }

    /// <summary>Appends one line, which ends with a line feed.</summary>
    public void Append(ReadOnlySpan<byte> line)
    {
        lock (_appending)
        {
            if (_filling.Length + line.Length > MostWaiting)
                _dropped++;
            else
                Write(line);
        }
    }

    /// <summary>Flushes the remaining lines.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        if (!_flushing.Join(LastWrite))
            return;
        Flush();
        _ending.Dispose();
        _begun.Dispose();
    }

    private void Write(ReadOnlySpan<byte> line)
    {
        var isFirst = _filling.Length == 0;
        _filling.Write(line);
        if (isFirst)
            _begun.Release();
    }

    private void FlushWhatComes()
    {
        try
        {
            while (true)
            {
                _begun.Wait(_ending.Token);
                Task.Delay(Interval, _time, _ending.Token).GetAwaiter().GetResult();
                Flush();
            }
        }
        catch (OperationCanceledException)
        {
            // The caller performs the last flush.
        }
    }

    private void Flush()
    {
        lock (_appending)
        {
            if (_filling.Length == 0)
                return;
            if (_dropped > 0)
                _filling.Write(System.Text.Encoding.UTF8.GetBytes($"{{\"level\":\"Warning\",\"message\":\"{_dropped} log lines were dropped: the output was not read\"}}\n"));
            _dropped = 0;
            (_filling, _writing) = (_writing, _filling);
        }

        try
        {
            _stream.Write(_writing.GetBuffer().AsSpan(0, (int)_writing.Length));
            _stream.Flush();
        }
        catch (IOException)
        {
            // The reader has gone. Traffic continues.
        }

        _writing.SetLength(0);
    }
}
