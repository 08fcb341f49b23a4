using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace TokenGateway.Management.Api.Leaks;

/// <summary>
/// Reports on their way from the answer to the work: what a value is, and so how long the work takes, cannot be read off
/// the answer.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class LeakQueue
{
    private const int MostWaiting = 1024;

    private readonly Channel<LeakReport> _reports = Channel.CreateBounded<LeakReport>(MostWaiting);

    /// <summary>False: too many wait already, or the process ends.</summary>
    public bool TryAdd(LeakReport report) => _reports.Writer.TryWrite(report);

    /// <summary>Until <see cref="Complete"/> was called and all were read.</summary>
    public IAsyncEnumerable<LeakReport> ReadAllAsync() => _reports.Reader.ReadAllAsync();

    public void Complete() => _reports.Writer.TryComplete();
}
