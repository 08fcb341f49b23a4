using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge.Configuration;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Forwarding;
using TokenGateway.Edge.RateLimiting;
using TokenGateway.Edge.Streams;

namespace TokenGateway.Edge.Intake;

/// <summary>
/// What the stages know of one request: the one typed feature they share. Reset and used again, so nothing may keep it
/// past the end of the request.
/// </summary>
internal sealed class EdgeRequest(EdgeConnection connection)
{
    private SecretForms? _secretForms;

    public EdgeConnection Connection { get; } = connection;

    /// <summary>By which it is found when its token dies while it is forwarded.</summary>
    public StreamSlot Slot { get; } = new();

    /// <summary>The generation that intake worked with.</summary>
    public GatewayModel Model { get; private set; } = null!;

    public long StartedAt { get; private set; }

    /// <summary>Path and query as the client sent them, in origin form, without credentials.</summary>
    public string Target { get; set; } = "/";

    /// <summary>Where the query begins in <see cref="Target"/>; its length when there is none.</summary>
    public int PathLength { get; set; } = 1;

    /// <summary>What stands in the path that only some routes allow.</summary>
    public TargetFeatures TargetFeatures { get; set; }

    /// <summary>The request line as it was, when a part of it is covered until intake; null: it stands there.</summary>
    public CoveredRequest? Covered { get; set; }

    /// <summary>Intake has done its work; without that nothing is forwarded.</summary>
    public bool PassedIntake { get; set; }

    /// <summary>
    /// A WebSocket over HTTP/2 (RFC 8441): its method is GET for routing, which compares names, and CONNECT again
    /// afterwards, by which servers and YARP know it.
    /// </summary>
    public bool IsSocketByConnect { get; set; }

    /// <summary>What was found in the query.</summary>
    public QueryStrip Query { get; set; }

    /// <summary>Values found in credential headers under a spelling that does not authenticate.</summary>
    public int AliasHeaders { get; set; }

    /// <summary>The <c>Authorization</c> header is ours and is not forwarded.</summary>
    public bool StripsAuthorization { get; set; }

    /// <summary>A credential header is there and is not forwarded.</summary>
    public bool StripsHeaders { get; set; }

    /// <summary>The one credential of the request; default: none.</summary>
    public PresentedCredential Credential { get; set; }

    /// <summary>Whether the presented value stands in <see cref="Target"/> as well; null: nobody asked.</summary>
    public bool? SecretInTarget { get; set; }

    public GatewayRoute? Route { get; set; }

    /// <summary>The path of the dialect's that is meant; null: none, the request is for a route or a page.</summary>
    public DialectMatch? Call { get; set; }

    /// <summary>The verified token; null: anonymous.</summary>
    public TokenSnapshot? Snapshot { get; set; }

    /// <summary>How the request stands with the limits of its route; what of it is told belongs to the answer.</summary>
    public LimitVerdict Limits { get; set; }

    /// <summary>Every stage said yes; only then is anything forwarded.</summary>
    public bool IsForwarded { get; set; }

    /// <summary>A preflight that goes upstream: without credential and identity.</summary>
    public bool IsForwardedPreflight { get; set; }

    /// <summary>What gives up on a stream's upstream until its answer begins; null: no stream, or the answer has begun.</summary>
    public CancellationTokenSource? FirstAnswer { get; set; }

    /// <summary>The forms in which the verified secret might stand elsewhere in the request; made when first asked for.</summary>
    public SecretForms SecretForms =>
        _secretForms ??= Connection.Memo is { } memo && memo.Matches(Credential) ? memo.SecretForms : SecretForms.Of(Credential.Token.ToString());

    /// <summary>Why the request was refused; null: it was not.</summary>
    public RefusalCode? Refused { get; set; }

    /// <summary>Why it was ended while it was forwarded, in a word; null: it was not.</summary>
    public string? EndedBy { get; set; }

    public ReadOnlySpan<char> Path => Target.AsSpan(0, PathLength);

    /// <summary>The state of a request that intake has seen; null: it has not, which only a host's own request may be.</summary>
    public static EdgeRequest? Of(HttpContext context) => context.Features.Get<EdgeRequest>();

    public void Begin(GatewayModel model, long now) => (Model, StartedAt) = (model, now);

    public void Reset()
    {
        Model = null!;
        Target = "/";
        PathLength = 1;
        TargetFeatures = TargetFeatures.None;
        Covered = null;
        PassedIntake = false;
        IsSocketByConnect = false;
        Query = default;
        AliasHeaders = 0;
        StripsAuthorization = false;
        StripsHeaders = false;
        Credential = default;
        SecretInTarget = null;
        Route = null;
        Call = null;
        Snapshot = null;
        Limits = default;
        IsForwarded = false;
        IsForwardedPreflight = false;
        Refused = null;
        EndedBy = null;
        FirstAnswer = null;
        _secretForms = null;
    }
}
