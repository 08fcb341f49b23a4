using System.IO.Pipelines;
using System.Net.WebSockets;
using TokenGateway.Edge.Streams;

namespace TokenGateway.Edge.Tests.Streams;

public sealed class WatchedSocketTests
{
    private static readonly byte[] Close = [0x88, 2, 3, 0xf0];

    private readonly Pipe _fromClient = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Pipe _toClient = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Duplex _wire;
    private readonly WatchedSocket _socket;

    public WatchedSocketTests()
    {
        _wire = new Duplex(_fromClient.Reader.AsStream(), _toClient.Writer.AsStream());
        _socket = new WatchedSocket(_wire);
    }

    [Fact]
    public async Task Bytes_pass_untouched_in_both_directions()
    {
        var bytes = TheFrames.Every.Take(5).SelectMany(frame => frame).ToArray();

        await _socket.WriteAsync(bytes);
        await _fromClient.Writer.WriteAsync(bytes);

        (await SentAsync()).ShouldBe(bytes);
        var buffer = new byte[bytes.Length];
        await _socket.ReadExactlyAsync(buffer);
        buffer.ShouldBe(bytes);
    }

    [Fact]
    public async Task Between_frames_the_close_is_said_at_once()
    {
        await _socket.WriteAsync(TheFrames.Frame(0x81, 5));

        _socket.End();

        (await SentAsync()).ShouldBe([.. TheFrames.Frame(0x81, 5), .. Close]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(200)]
    [InlineData(303)]
    public async Task Within_a_frame_the_close_is_said_where_it_ends_and_the_rest_is_swallowed(int cut)
    {
        var frame = TheFrames.Frame(0x82, 300);
        await _socket.WriteAsync(frame.AsMemory(0, cut));
        _socket.End();

        await _socket.WriteAsync(new byte[][] { frame[cut..], TheFrames.Frame(0x81, 9) }.SelectMany(part => part).ToArray());
        await _socket.WriteAsync(TheFrames.Frame(0x81, 9));

        var sent = await SentAsync();
        sent.ShouldBe([.. frame, .. Close]);
        (await TheFrames.ReadAsClientAsync(sent)).ShouldBe(WebSocketCloseStatus.PolicyViolation);
    }

    [Fact]
    public async Task A_write_under_way_is_finished_before_the_close()
    {
        _wire.HoldsWrites = new TaskCompletionSource();
        var writing = _socket.WriteAsync(TheFrames.Frame(0x81, 5)).AsTask();

        _socket.End();
        _wire.HoldsWrites.SetResult();
        await writing;

        (await SentAsync()).ShouldBe([.. TheFrames.Frame(0x81, 5), .. Close]);
    }

    [Fact]
    public async Task After_a_close_of_the_upstream_no_other_is_said()
    {
        await _socket.WriteAsync(TheFrames.Frame(0x88, 2));

        _socket.End();
        _socket.End();

        (await SentAsync()).ShouldBe(TheFrames.Frame(0x88, 2));
    }

    [Fact]
    public async Task A_waiting_read_gives_the_upstream_a_close_of_a_client_and_then_the_end()
    {
        var buffer = new byte[100];
        var reading = _socket.ReadAsync(buffer).AsTask();
        reading.IsCompleted.ShouldBeFalse();

        _socket.End();

        (await reading.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe(8);
        buffer.AsSpan(0, 2).ToArray().ShouldBe([0x88, 0x82]);
        (((buffer[6] ^ buffer[2]) << 8) | (buffer[7] ^ buffer[3])).ShouldBe(1008);
        (await _socket.ReadAsync(buffer)).ShouldBe(0);
    }

    [Fact]
    public async Task A_read_that_waits_without_a_buffer_is_woken_too()
    {
        var reading = _socket.ReadAsync(Memory<byte>.Empty).AsTask();
        reading.IsCompleted.ShouldBeFalse();

        _socket.End();

        (await reading.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe(0);
        (await _socket.ReadAsync(new byte[100])).ShouldBe(8);
    }

    [Fact]
    public async Task In_the_middle_of_a_clients_frame_the_upstream_gets_the_end_alone()
    {
        await _fromClient.Writer.WriteAsync(TheFrames.Frame(0x81, 50, masked: true).AsMemory(0, 20));
        (await _socket.ReadAsync(new byte[100])).ShouldBe(20);

        _socket.End();
        await _fromClient.Writer.WriteAsync(new byte[10]);

        (await _socket.ReadAsync(new byte[100])).ShouldBe(0);
    }

    [Fact]
    public async Task A_read_that_its_reader_gives_up_is_given_up()
    {
        using var enough = new CancellationTokenSource();
        var reading = _socket.ReadAsync(new byte[100], enough.Token).AsTask();

        await enough.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task Lingering_reads_until_the_client_closes_its_side()
    {
        _socket.End();
        var lingering = _socket.LingerAsync(CancellationToken.None);
        await _fromClient.Writer.WriteAsync(TheFrames.Frame(0x82, 70_000, masked: true));
        lingering.IsCompleted.ShouldBeFalse();

        await _fromClient.Writer.WriteAsync(TheFrames.Frame(0x88, 2, masked: true));

        await lingering.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Lingering_ends_when_the_time_is_over_or_the_client_is_gone()
    {
        using var over = new CancellationTokenSource();
        _socket.End();
        var lingering = _socket.LingerAsync(over.Token);
        lingering.IsCompleted.ShouldBeFalse();

        await over.CancelAsync();
        await lingering.WaitAsync(TimeSpan.FromSeconds(10));
        await _fromClient.Writer.CompleteAsync(new IOException("gone"));
        await _socket.LingerAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_socket_that_nobody_ended_does_not_linger() => _socket.LingerAsync(CancellationToken.None).IsCompleted.ShouldBeTrue();

    private async Task<byte[]> SentAsync()
    {
        await _toClient.Writer.CompleteAsync();
        var sent = new MemoryStream();
        await _toClient.Reader.AsStream().CopyToAsync(sent);
        return sent.ToArray();
    }

    private sealed class Duplex(Stream input, Stream output) : Stream
    {
        public TaskCompletionSource? HoldsWrites { get; set; }

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => input.ReadAsync(buffer, cancellationToken);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (HoldsWrites is { } hold)
                await hold.Task;
            await output.WriteAsync(buffer, cancellationToken);
        }

        public override void Flush() => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
