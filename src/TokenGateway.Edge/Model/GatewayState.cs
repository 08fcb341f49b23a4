using System.Diagnostics.CodeAnalysis;
using TokenGateway.Core.Notices;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Edge.Model;

/// <summary>Holds the generation in force. Read once at the start of a request, which then keeps what it found.</summary>
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

    /// <summary>The generation before, whose endpoints may serve for a moment longer.</summary>
    public GatewayModel? Previous { get; private set; }

    /// <summary>Ends when the next generation is in force. Taken before <see cref="Current"/>, no generation is missed.</summary>
    public Task NextSwap => Volatile.Read(ref _swap).Task;

    public void Swap(GatewayModel next)
    {
        Previous = _current;
        Volatile.Write(ref _current, next);
        Interlocked.Exchange(ref _swap, NewSwap()).SetResult();
    }

    private static TaskCompletionSource NewSwap() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
