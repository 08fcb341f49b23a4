using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Access;
using TokenGateway.Core.Networks;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Usage;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects.Calls;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.RateLimiting;
using TokenGateway.Edge.Secrets;
using TokenGateway.Edge.Targets;

namespace TokenGateway.Edge.Requests;

/// <summary>
/// What the stages know of one request: the one typed feature they share. Reset and used again, so nothing may keep it
/// past the end of the request.
/// </summary>
internal sealed class EdgeRequest(EdgeConnection connection)
{
    private Decision _decision;
    private SecretEncodings? _secretEncodings;

    public EdgeConnection Connection { get; } = connection;

    /// <summary>By which it is found when its token dies while it is forwarded.</summary>
    public StreamSlot Slot { get; } = new();

    /// <summary>The one generation that decides it: intake's, and from routing on that of the endpoint that was chosen.</summary>
    public GatewayModel Model { get; private set; } = null!;

    /// <summary>A reload came between intake and routing: intake knew other names than the generation that decides.</summary>
    public bool CrossedReload { get; private set; }

    public long StartedAt { get; private set; }

    /// <summary>For whom a trusted proxy asks; null: whoever the connection is with asks for itself.</summary>
    public ForwardedChain? Chain { get; set; }

    /// <summary>Path and query as the client sent them, in origin form, without credentials.</summary>
    public string Target { get; set; } = "/";

    /// <summary>Where the query begins in <see cref="Target"/>; its length when there is none.</summary>
    public int PathLength { get; set; } = 1;

    /// <summary>What stands in the path that only some routes allow.</summary>
    public TargetFeatures TargetFeatures { get; set; }

    /// <summary>The request line as it was, when a part of it is covered until intake; null: it stands there.</summary>
    public RequestLineMask? Covered { get; set; }

    /// <summary>Intake has done its work; without that nothing is forwarded.</summary>
    public bool PassedIntake { get; set; }

    /// <summary>The stages behind routing have begun, which log the request.</summary>
    public bool PassedRouting { get; set; }

    /// <summary>A WebSocket over HTTP/2 (RFC 8441), which is decided as the GET it is over HTTP/1.1.</summary>
    public bool IsSocketByConnect { get; set; }

    /// <summary>The method that is decided on; GET for a WebSocket over HTTP/2.</summary>
    public string Method { get; set; } = "";

    /// <summary>The protocol that the request may switch to, <c>websocket</c> in lower case; null: none.</summary>
    public string? Upgrade { get; set; }

    /// <summary>Path and query, decoded, as intake met them.</summary>
    public RoutedTarget Came { get; set; }

    /// <summary>The path and the query by which routing chose, where a host may have changed them; default: as they came.</summary>
    public RoutedTarget Routed { get; set; }

    /// <summary>What was found in the query.</summary>
    public QueryStrip Query { get; set; }

    /// <summary>The tokens that stood among a WebSocket's protocols; null: none.</summary>
    public SocketProtocols? SocketProtocols { get; set; }

    /// <summary>Values found in credential headers under a spelling that does not authenticate.</summary>
    public int AliasHeaders { get; set; }

    /// <summary>The <c>Authorization</c> header is ours and is not forwarded.</summary>
    public bool StripsAuthorization { get; set; }

    /// <summary>The <c>Authorization</c> header would sign in the connection to the upstream.</summary>
    public bool SignsConnectionIn { get; set; }

    /// <summary>A credential header is there and is not forwarded.</summary>
    public bool StripsHeaders { get; set; }

    /// <summary>The one credential of the request; default: none.</summary>
    public PresentedCredential Credential { get; set; }

    /// <summary>A header names a second target, which is yet to be decided on.</summary>
    public bool HasSecondTarget { get; set; }

    /// <summary>The target of a WebDAV copy or move, once it is decided on; null: there is none.</summary>
    public SecondTarget? Destination { get; set; }

    /// <summary>The methods that headers ask an upstream to act on.</summary>
    public StringValues MethodOverrides { get; set; }

    /// <summary>How often it was routed again: for a second target, another method, or another reading of its path.</summary>
    public int SecondRoutings { get; set; }

    /// <summary>The entries of rules by which methods and targets that it names were allowed; null: it names none.</summary>
    public List<AccessEntry>? SecondEntries { get; set; }

    /// <summary>Whether the presented value stands in <see cref="Target"/> as well; null: nobody asked.</summary>
    public bool? SecretInTarget { get; set; }

    /// <summary>What was decided so far; default: nothing.</summary>
    public ref readonly Decision Decision => ref _decision;

    public GatewayRoute? Route => _decision.Route;

    /// <summary>The path of the dialect's that is meant; null: none, the request is for a route or a page.</summary>
    public DialectMatch? Call => _decision.Own?.Call;

    /// <summary>The call of the dialect's that adds to the upstream's answer; null: none does.</summary>
    public DialectCall? Amends => _decision.Amends;

    /// <summary>The verified token; null: anonymous.</summary>
    public TokenSnapshot? Snapshot => _decision.Snapshot;

    /// <summary>Where the request is counted when it ends; null: nowhere, no right secret of a stored token was presented.</summary>
    public UsageCounter? Usage { get; set; }

    /// <summary>Why the token itself is not accepted, whose right secret was presented; null: it is.</summary>
    public RefusalCode? TokenRefused { get; set; }

    /// <summary>How the request stands with the limits of its route; what of it is told belongs to the answer.</summary>
    public LimitVerdict Limits { get; set; }

    /// <summary>Every stage said yes; only then is anything forwarded.</summary>
    public bool IsForwarded { get; set; }

    /// <summary>A preflight that goes upstream: without credential and identity.</summary>
    public bool IsForwardedPreflight => _decision.IsPreflight;

    /// <summary>The target that the transformer has set; nothing else may be sent.</summary>
    public Uri? OutgoingTarget { get; set; }

    /// <summary>The <c>Host</c> beside it; null: the destination's own.</summary>
    public string? OutgoingHost { get; set; }

    /// <summary>What sends it; made by the forwarding stage, and used again for the next request of the exchange.</summary>
    public HttpMessageInvoker? Sender { get; set; }

    /// <summary>The cluster says nothing of how long an exchange may be silent.</summary>
    public bool MayStream { get; set; }

    /// <summary>The body on its way to the upstream; null: there is none.</summary>
    public Upload? Upload { get; set; }

    /// <summary>What gives up on a stream's upstream until its answer begins, or when that is none; null: the request is of no stream.</summary>
    public CancellationTokenSource? FirstAnswer { get; set; }

    /// <summary>The forms in which the verified secret might stand elsewhere in the request; made when first asked for.</summary>
    public SecretEncodings SecretEncodings =>
        _secretEncodings ??= Connection.Memo is { } memo && memo.Matches(Credential) ? memo.SecretEncodings : SecretEncodings.Of(Credential.PresentedToken.ToString());

    /// <summary>Why the request was refused; null: it was not.</summary>
    public RefusalCode? Refused { get; set; }

    /// <summary>Why it was ended while it was forwarded, in a word; null: it was not.</summary>
    public string? EndedBy { get; set; }

    /// <summary>What became of it where that is neither a refusal nor a whole answer, in a word; null: a whole answer.</summary>
    public string? Outcome { get; set; }

    /// <summary>The query without its <c>?</c>; empty when there is none.</summary>
    public ReadOnlySpan<char> QueryText => Target.AsSpan(Math.Min(PathLength + 1, Target.Length));

    public ReadOnlySpan<char> Path => Target.AsSpan(0, PathLength);

    /// <summary>The state of a request that intake has seen; null: it has not, which only a host's own request may be.</summary>
    public static EdgeRequest? Of(HttpContext context) => context.Features.Get<EdgeRequest>();

    public void Begin(GatewayModel model, long now) => (Model, StartedAt) = (model, now);

    /// <summary>From now on the generation is that of the endpoint that routing chose.</summary>
    public void Continue(GatewayModel model)
    {
        CrossedReload = !ReferenceEquals(Model, model);
        Model = model;
    }

    /// <summary>What a decision reads of it, once it has passed intake and routing.</summary>
    public RequestFacts Facts(HttpContext context) => new()
    {
        Method = Method,
        Target = Target,
        PathLength = PathLength,
        Features = TargetFeatures,
        Upgrade = Upgrade,
        Request = context.Request,
        Endpoint = context.GetEndpoint(),
        Route = GatewayRoute.Of(context),
    };

    /// <summary>Takes the decision, or the next step of it.</summary>
    public void Take(in Decision decision) => _decision = decision;

    public void Reset()
    {
        Model = null!;
        CrossedReload = false;
        StartedAt = 0;
        Chain = null;
        Target = "/";
        PathLength = 1;
        TargetFeatures = TargetFeatures.None;
        Covered = null;
        PassedIntake = false;
        PassedRouting = false;
        IsSocketByConnect = false;
        Method = "";
        Upgrade = null;
        Came = default;
        Routed = default;
        Query = default;
        SocketProtocols = null;
        AliasHeaders = 0;
        StripsAuthorization = false;
        SignsConnectionIn = false;
        StripsHeaders = false;
        Credential = default;
        HasSecondTarget = false;
        Destination = null;
        MethodOverrides = default;
        SecondRoutings = 0;
        SecondEntries = null;
        SecretInTarget = null;
        Usage = null;
        TokenRefused = null;
        Limits = default;
        IsForwarded = false;
        OutgoingTarget = null;
        OutgoingHost = null;
        Refused = null;
        EndedBy = null;
        Outcome = null;
        Upload = null;
        MayStream = false;
        FirstAnswer = null;
        _decision = default;
        _secretEncodings = null;
    }
}
