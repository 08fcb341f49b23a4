using System.Runtime.InteropServices;
using TokenGateway.Core.Access;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Decisions;

/// <summary>
/// The result of <see cref="Decider"/> for a request: its route, whether it is allowed, and what may be forwarded. The last step
/// before the bytes are sent compares the outgoing message with it.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Decision
{
    public required string Method { get; init; }

    /// <summary>The raw path and query.</summary>
    public string Target { get; init; }

    /// <summary>The route; null if there is none, or for an endpoint of the gateway that needs no rule.</summary>
    public GatewayRoute? Route { get; init; }

    /// <summary>The gateway's own endpoint that serves the request; null if it goes to an upstream.</summary>
    public OwnEndpoint? Own { get; init; }

    /// <summary>The dialect call that amends the upstream's response; null if there is none.</summary>
    public DialectCall? Amends { get; init; }

    /// <summary>The protocol that the request may upgrade to; null if there is none.</summary>
    public string? Upgrade { get; init; }

    /// <summary>The verified token; null for an anonymous caller.</summary>
    public TokenSnapshot? Snapshot { get; init; }

    /// <summary>Whether this is a preflight for the upstream, which is forwarded without credential and identity.</summary>
    public bool IsPreflight { get; init; }

    /// <summary>Why the request is refused; null if it is allowed.</summary>
    public DecisionFault? Fault { get; init; }

    public RefusalCode? Code => Fault?.Code;

    /// <summary>The number of alternative readings of the path that were routed.</summary>
    public int Routings { get; init; }

    /// <summary>The entry of the route's policy that applies to the method; null if none does.</summary>
    public AccessEntry? Entry => Route?.Policy?.Find(Method);

    /// <summary>The allowed methods, for a 405 from a policy; null otherwise.</summary>
    public string? Allow => Code == RefusalCode.MethodNotAllowed ? Route?.Policy?.Allow : null;

    /// <summary>Whether the decision does not depend on a token: the request is refused, or the endpoint is open to everyone.</summary>
    public bool IsFinal => Fault is not null || Own is { IsOpen: true };

    public Decision Refuse(RefusalCode code, string? detail = null) => this with { Fault = new(code, detail) };
}
