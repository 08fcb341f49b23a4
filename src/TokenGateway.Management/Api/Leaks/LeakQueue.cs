using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace TokenGateway.Management.Api.Leaks;

/// <summary>
/// Queues reports between the response and their processing, so that the response and its timing reveal nothing about a
/// value.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class LeakQueue
{
    private const int MostWaiting = 1024;

    private readonly Channel<LeakReport> _reports = Channel.CreateBounded<LeakReport>(MostWaiting);

    /// <summary>False: the queue is full, or the process is stopping.</summary>
    public bool TryAdd(LeakReport report) => _reports.Writer.TryWrite(report);

    /// <summary>Ends after <see cref="Complete"/> was called and all reports were read.</summary>
    public IAsyncEnumerable<LeakReport> ReadAllAsync() => _reports.Reader.ReadAllAsync();

    public void Complete() => _reports.Writer.TryComplete();
}
