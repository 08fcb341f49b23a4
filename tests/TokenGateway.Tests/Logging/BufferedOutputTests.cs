using System.Text;
using Microsoft.Extensions.Time.Testing;
using TokenGateway.Logging;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Logging;

public sealed class BufferedOutputTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly CountingTime _time = new();
    private readonly CountedStream _stream = new();

    [Fact]
    public async Task Output_into_which_nothing_is_written_sets_no_timer()
    {
        await using var output = new BufferedOutput(_stream, _time);

        _time.Advance(TimeSpan.FromHours(1));

        _time.Timers.ShouldBe(0);
        _stream.Writes.ShouldBe(0);
    }

    [Fact]
    public async Task Lines_of_a_moment_go_out_in_one_write_and_later_ones_in_the_next()
    {
        await using var output = new BufferedOutput(_stream, _time);
        for (var round = 1; round <= 3; round++)
        {
            output.Append("one\n"u8);
            output.Append("two\n"u8);
            await Eventually.BecomesTrueAsync(() => Task.FromResult(_time.Timers == round), "the interval runs");
            _time.Advance(Interval);
            await Eventually.BecomesTrueAsync(() => Task.FromResult(_stream.Writes == round), "written");
        }

        _time.Advance(TimeSpan.FromHours(1));
        (_time.Timers, _stream.Writes).ShouldBe((3, 3));
        _stream.Text.ShouldBe("one\ntwo\none\ntwo\none\ntwo\n");
    }

    [Fact]
    public async Task What_has_not_gone_out_at_the_end_goes_out_then()
    {
        var output = new BufferedOutput(_stream, _time);
        output.Append("last\n"u8);

        await output.DisposeAsync();

        _stream.Text.ShouldBe("last\n");
    }

    [Fact]
    public async Task Reader_that_has_gone_stops_nothing()
    {
        await using var output = new BufferedOutput(_stream, _time);
        _stream.IsGone = true;
        output.Append("lost\n"u8);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(_time.Timers == 1), "the interval runs");
        _time.Advance(Interval);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(_stream.Writes == 1), "tried");

        _stream.IsGone = false;
        output.Append("there\n"u8);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(_time.Timers == 2), "the interval runs again");
        _time.Advance(Interval);
        await Eventually.BecomesTrueAsync(() => Task.FromResult(_stream.Text == "there\n"), "written");
    }

    private sealed class CountingTime : FakeTimeProvider
    {
        private int _timers;

        /// <summary>How many were ever made.</summary>
        public int Timers => Volatile.Read(ref _timers);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref _timers);
            return timer;
        }
    }

    private sealed class CountedStream : MemoryStream
    {
        private readonly Lock _writing = new();
        private int _writes;

        public bool IsGone { get; set; }

        public int Writes => Volatile.Read(ref _writes);

        public string Text
        {
            get
            {
                lock (_writing)
                    return Encoding.UTF8.GetString(ToArray());
            }
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            lock (_writing)
            {
                if (!IsGone)
                    base.Write(buffer);
                _writes++;
            }

            if (IsGone)
                throw new IOException("gone");
        }
    }
}
