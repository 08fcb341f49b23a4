using System.Runtime.InteropServices;
using TokenGateway.Core.Access;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Decisions;

/// <summary>
/// What <see cref="Decider"/> decided of a request: which route takes it, whether it may, and what may be forwarded; the
/// last step before the bytes leave compares the message with it.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Decision
{
    public required string Method { get; init; }

    /// <summary>Path and query, raw.</summary>
    public string Target { get; init; }

    /// <summary>Null: no route, or an endpoint of the gateway that needs no rule.</summary>
    public GatewayRoute? Route { get; init; }

    /// <summary>The gateway's own endpoint that answers; null: the request is for an upstream.</summary>
    public OwnEndpoint? Own { get; init; }

    /// <summary>The call of the dialect that adds to the upstream's answer; null: none does.</summary>
    public DialectCall? Amends { get; init; }

    /// <summary>The protocol that the request may switch to; null: none.</summary>
    public string? Upgrade { get; init; }

    /// <summary>The verified token; null: anonymous.</summary>
    public TokenSnapshot? Snapshot { get; init; }

    /// <summary>A preflight for the upstream: it leaves without credential and identity.</summary>
    public bool IsPreflight { get; init; }

    /// <summary>Null: allowed.</summary>
    public DecisionFault? Fault { get; init; }

    public RefusalCode? Code => Fault?.Code;

    /// <summary>How many other readings of the path were routed.</summary>
    public int Routings { get; init; }

    /// <summary>The entry of the route's policy that decides the method; null: none does.</summary>
    public AccessEntry? Entry => Route?.Policy?.Find(Method);

    /// <summary>The methods that are allowed, of a 405 that a policy gives; null: it is none.</summary>
    public string? Allow => Code == RefusalCode.MethodNotAllowed ? Route?.Policy?.Allow : null;

    /// <summary>Nothing remains to be judged by a token: refused, or everyone is answered.</summary>
    public bool IsFinal => Fault is not null || Own is { IsOpen: true };

    public Decision Refuse(RefusalCode code, string? detail = null) => this with { Fault = new(code, detail) };
}
