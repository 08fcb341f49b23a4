using System.Diagnostics;
using System.Globalization;

namespace TokenGateway.Stress.Report;

/// <summary>Tells people how far a run is: a line for each step, and for long steps one every few seconds.</summary>
internal sealed class Progress(TextWriter output)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _saying = new();
    private TimeSpan _last;

    public static Progress None { get; } = new(TextWriter.Null);

    public void Say(string text)
    {
        lock (_saying)
        {
            _last = _clock.Elapsed;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_last.TotalSeconds,7:0.0} s  {text}"));
        }
    }

    /// <summary>Says how far it is, unless something was said a moment ago.</summary>
    public void At(string what, long done, long all)
    {
        lock (_saying)
        {
            if (_clock.Elapsed - _last > Between)
                Say(string.Create(CultureInfo.InvariantCulture, $"{what}: {done:N0} of {all:N0}"));
        }
    }
}
