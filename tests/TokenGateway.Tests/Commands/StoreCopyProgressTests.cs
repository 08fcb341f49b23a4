using TokenGateway.Commands.Store;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Tests.Commands;

public sealed class StoreCopyProgressTests
{
    private readonly ManualTime _time = new();
    private readonly StringWriter _error = new();

    [Fact]
    public void Log_gets_a_line_every_five_seconds()
    {
        using (var progress = new StoreCopyProgressOutput(_error, isTerminal: false, _time))
        {
            foreach (var done in new[] { 100, 200, 300 })
            {
                _time.Advance(TimeSpan.FromSeconds(3));
                progress.Report(new StoreCopyProgress("tokens", done, 400));
            }
        }

        _error.ToString().ShouldBe($"copying tokens: 50 %, 200 of 400 rows{Environment.NewLine}");
    }

    [Fact]
    public void Terminal_gets_a_bar_that_stays_on_its_line_and_goes_away()
    {
        using (var progress = new StoreCopyProgressOutput(_error, isTerminal: true, _time))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            progress.Report(new StoreCopyProgress("tokens", 100, 400));
            progress.Report(new StoreCopyProgress("tokens", 101, 400));
            _time.Advance(TimeSpan.FromSeconds(1));
            progress.Report(new StoreCopyProgress("audit", 16, 16) { IsVerifying = true });
        }

        var lines = _error.ToString().Split('\r');
        lines.Select(line => line.TrimEnd()).ShouldBe(
            ["", "[#######.......................] copying tokens: 25 %, 100 of 400 rows", "[##############################] comparing audit: 100 %, 16 of 16 tables", "", ""]);
        _error.ToString().ShouldNotContain("\n");
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
