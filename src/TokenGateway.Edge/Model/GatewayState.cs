using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Notices;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Edge.Model;

/// <summary>Holds the current generation. A request reads it once, at its start, and uses that generation to its end.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class GatewayState : IAccessModelSource, INoticeOptionsSource, IDialectSource
{
    private GatewayModel? _current;
    private TaskCompletionSource _swap = NewSwap();

    public GatewayModel Current => Volatile.Read(ref _current)
        ?? throw new InvalidOperationException("The gateway's configuration has not been loaded yet.");

    AccessModel IAccessModelSource.Current => Current.Access;

    NoticeOptions INoticeOptionsSource.Current => Current.Notices;

    IDialect IDialectSource.Current => Current.Dialect;

    DialectCallTable? IDialectSource.Calls => Current.Own.Calls;

    public GatewayModel? CurrentOrNull => Volatile.Read(ref _current);

    /// <summary>The previous generation, whose endpoints may serve for a moment longer.</summary>
    public GatewayModel? Previous { get; private set; }

    /// <summary>Completes when the next generation is in force. Read it before <see cref="Current"/> so that no generation is missed.</summary>
    public Task NextSwap => Volatile.Read(ref _swap).Task;

    public void Swap(GatewayModel next)
    {
        Previous = _current;
        Volatile.Write(ref _current, next);
        Interlocked.Exchange(ref _swap, NewSwap()).SetResult();
    }

    private static TaskCompletionSource NewSwap() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
