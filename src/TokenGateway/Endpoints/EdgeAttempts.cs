using System.Diagnostics.CodeAnalysis;
using System.Net;
using TokenGateway.Edge.Authentication;
using TokenGateway.Edge.Model;
using TokenGateway.Management.Authentication;

namespace TokenGateway.Endpoints;

/// <summary>Counts invalid tokens of edge and Management together; leak reports have a separate count.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class EdgeAttempts(FailedAttempts tokens, GatewayState state, TimeProvider time) : IAttempts
{
    private readonly FailedAttempts _leaks = new(time);

    public bool IsOver(AttemptKind kind, IPAddress? address) => Of(kind).IsOverBudget(address, state.Current.Throttle);

    public void Count(AttemptKind kind, IPAddress? address) => Of(kind).Count(address, state.Current.Throttle);

    public int SecondsLeft() => tokens.SecondsLeft(state.Current.Throttle);

    private FailedAttempts Of(AttemptKind kind) => kind == AttemptKind.Leak ? _leaks : tokens;
}
