using System.Globalization;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Commands.Store;

/// <summary>Reports the progress of a copy: at a terminal as a bar on one line, otherwise as a line every five seconds, for logs.</summary>
internal sealed class StoreCopyProgressOutput(TextWriter error, bool isTerminal, TimeProvider time) : IProgress<StoreCopyProgress>, IDisposable
{
    private const int Width = 30;

    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    private long _toldAt = time.GetTimestamp();
    private int _length;

    public void Report(StoreCopyProgress value)
    {
        if (time.GetElapsedTime(_toldAt) < (isTerminal ? BarInterval : LineInterval))
            return;
        _toldAt = time.GetTimestamp();
        if (isTerminal)
            Draw(BarOf(value) + TextOf(value));
        else
            error.WriteLine(TextOf(value));
    }

    /// <summary>Erases the bar.</summary>
    public void Dispose()
    {
        if (_length == 0)
            return;
        Draw("");
        error.Write('\r');
    }

    private static string TextOf(StoreCopyProgress value)
    {
        var percent = value.Total == 0 ? 100 : value.Done * 100 / value.Total;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(value.IsVerifying ? "comparing" : "copying")} {value.Table}: {percent} %, {value.Done} of {value.Total} {(value.IsVerifying ? "tables" : "rows")}");
    }

    private static string BarOf(StoreCopyProgress value)
    {
        var full = value.Total == 0 ? Width : (int)(value.Done * Width / value.Total);
        return $"[{new string('#', full)}{new string('.', Width - full)}] ";
    }

    private void Draw(string line)
    {
        error.Write('\r' + line.PadRight(_length));
        _length = line.Length;
    }
}
