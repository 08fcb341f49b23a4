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
/// The state of one request: the one typed feature that all stages share. Reset and reused, so no reference may outlive the
/// request.
/// </summary>
internal sealed class EdgeRequest(EdgeConnection connection)
{
    private Decision _decision;
    private SecretEncodings? _secretEncodings;

    public EdgeConnection Connection { get; } = connection;

    /// <summary>Finds the request if its token becomes invalid while it is forwarded.</summary>
    public StreamSlot Slot { get; } = new();

    /// <summary>The generation that decides the request: intake's, and after routing that of the chosen endpoint.</summary>
    public GatewayModel Model { get; private set; } = null!;

    /// <summary>Whether a reload came between intake and routing: intake then used another generation's names.</summary>
    public bool CrossedReload { get; private set; }

    public long StartedAt { get; private set; }

    /// <summary>The client information from a trusted proxy; null: the peer is the client.</summary>
    public ForwardedChain? Chain { get; set; }

    /// <summary>Path and query as the client sent them, in origin form, without credentials.</summary>
    public string Target { get; set; } = "/";

    /// <summary>Where the query begins in <see cref="Target"/>; its length when there is none.</summary>
    public int PathLength { get; set; } = 1;

    /// <summary>The features of the path that only some routes allow.</summary>
    public TargetFeatures TargetFeatures { get; set; }

    /// <summary>The original request line while a part of it is masked, until intake; null: nothing is masked.</summary>
    public RequestLineMask? Covered { get; set; }

    /// <summary>Whether intake has completed; without it nothing is forwarded.</summary>
    public bool PassedIntake { get; set; }

    /// <summary>Whether the stages after routing, which log the request, have begun.</summary>
    public bool PassedRouting { get; set; }

    /// <summary>A WebSocket over HTTP/2 (RFC 8441), decided as a GET like over HTTP/1.1.</summary>
    public bool IsSocketByConnect { get; set; }

    /// <summary>The method that is decided; GET for a WebSocket over HTTP/2.</summary>
    public string Method { get; set; } = "";

    /// <summary>The protocol that the request may upgrade to, <c>websocket</c> in lower case; null: none.</summary>
    public string? Upgrade { get; set; }

    /// <summary>Path and query, decoded, at intake.</summary>
    public RoutedTarget Came { get; set; }

    /// <summary>The path and query that routing matched, which a host may have changed; default: unchanged.</summary>
    public RoutedTarget Routed { get; set; }

    /// <summary>The result of the query scan.</summary>
    public QueryStrip Query { get; set; }

    /// <summary>The tokens among a WebSocket's subprotocols; null: none.</summary>
    public SocketProtocols? SocketProtocols { get; set; }

    /// <summary>The number of credentials in headers whose spelling does not authenticate.</summary>
    public int AliasHeaders { get; set; }

    /// <summary>The <c>Authorization</c> header is ours and is not forwarded.</summary>
    public bool StripsAuthorization { get; set; }

    /// <summary>The <c>Authorization</c> header would authenticate the upstream connection.</summary>
    public bool SignsConnectionIn { get; set; }

    /// <summary>A credential header is present and is not forwarded.</summary>
    public bool StripsHeaders { get; set; }

    /// <summary>The one credential of the request; default: none.</summary>
    public PresentedCredential Credential { get; set; }

    /// <summary>A header names a second target, which is not decided yet.</summary>
    public bool HasSecondTarget { get; set; }

    /// <summary>The target of a WebDAV copy or move, once decided; null: none.</summary>
    public SecondTarget? Destination { get; set; }

    /// <summary>The methods in method override headers.</summary>
    public StringValues MethodOverrides { get; set; }

    /// <summary>The number of further routings: for a second target, another method, or another reading of the path.</summary>
    public int SecondRoutings { get; set; }

    /// <summary>The entries of rules by which methods and targets that it names were allowed; null: it names none.</summary>
    public List<AccessEntry>? SecondEntries { get; set; }

    /// <summary>Whether <see cref="Target"/> contains the presented value as well; null: not searched yet.</summary>
    public bool? SecretInTarget { get; set; }

    /// <summary>Whether <see cref="Path"/> contains a value of our shape; null: not searched yet.</summary>
    public bool? ValueInPath { get; set; }

    /// <summary>Texts of the head that were searched, with nothing of our shape in them.</summary>
    public CleanTexts Clean { get; } = new();

    /// <summary>The decision so far; default: none.</summary>
    public ref readonly Decision Decision => ref _decision;

    public GatewayRoute? Route => _decision.Route;

    /// <summary>The dialect path of the request; null: none, the request is for a route or a page.</summary>
    public DialectMatch? Call => _decision.Own?.Call;

    /// <summary>The dialect call that amends the upstream's response; null: none.</summary>
    public DialectCall? Amends => _decision.Amends;

    /// <summary>The verified token; null: anonymous.</summary>
    public TokenSnapshot? Snapshot => _decision.Snapshot;

    /// <summary>The usage counter for the outcome; null: none, because no valid secret of a stored token was presented.</summary>
    public UsageCounter? Usage { get; set; }

    /// <summary>Why the token of a valid secret is not accepted; null: it is.</summary>
    public RefusalCode? TokenRefused { get; set; }

    /// <summary>The state of the route's rate limits, for the response headers.</summary>
    public LimitVerdict Limits { get; set; }

    /// <summary>Every stage accepted the request; only then is it forwarded.</summary>
    public bool IsForwarded { get; set; }

    /// <summary>A preflight that is forwarded, without credential and identity.</summary>
    public bool IsForwardedPreflight => _decision.IsPreflight;

    /// <summary>The target that the transformer set; no other may be sent.</summary>
    public Uri? OutgoingTarget { get; set; }

    /// <summary>The <c>Host</c> for it; null: the destination's own.</summary>
    public string? OutgoingHost { get; set; }

    /// <summary>The invoker that sends the request; created by the forwarding stage and reused for the next request of the exchange.</summary>
    public HttpMessageInvoker? Sender { get; set; }

    /// <summary>Whether the cluster has no configured activity timeout.</summary>
    public bool MayStream { get; set; }

    /// <summary>The request body on its way to the upstream; null: none.</summary>
    public Upload? Upload { get; set; }

    /// <summary>
    /// Cancels a stream whose upstream does not begin a response in time, or whose response is not a stream; null: not a
    /// stream.
    /// </summary>
    public CancellationTokenSource? FirstAnswer { get; set; }

    /// <summary>The encodings of the verified secret to search for in the request; created on first use.</summary>
    public SecretEncodings SecretEncodings =>
        _secretEncodings ??= Connection.Memo is { } memo && memo.Matches(Credential) ? memo.SecretEncodings : SecretEncodings.Of(Credential.PresentedToken.ToString());

    /// <summary>Why the request was refused; null: it was not.</summary>
    public RefusalCode? Refused { get; set; }

    /// <summary>Why forwarding was ended, in a word; null: it was not.</summary>
    public string? EndedBy { get; set; }

    /// <summary>The outcome if it is neither a refusal nor a complete response, in a word; null: complete.</summary>
    public string? Outcome { get; set; }

    /// <summary>The query without its <c>?</c>; empty when there is none.</summary>
    public ReadOnlySpan<char> QueryText => Target.AsSpan(Math.Min(PathLength + 1, Target.Length));

    public ReadOnlySpan<char> Path => Target.AsSpan(0, PathLength);

    /// <summary>The state of a request that passed through intake; null: it did not, which is possible only for a host's own request.</summary>
    public static EdgeRequest? Of(HttpContext context) => context.Features.Get<EdgeRequest>();

    public void Begin(GatewayModel model, long now) => (Model, StartedAt) = (model, now);

    /// <summary>Switches to the generation of the endpoint that routing chose.</summary>
    public void Continue(GatewayModel model)
    {
        CrossedReload = !ReferenceEquals(Model, model);
        Model = model;
        if (CrossedReload)
            ForgetSearches();
    }

    // The other generation's values may have another shape.
    private void ForgetSearches()
    {
        ValueInPath = null;
        Clean.Clear();
    }

    /// <summary>The input of a decision, available after intake and routing.</summary>
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

    /// <summary>Stores the decision, or its next step.</summary>
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
        ForgetSearches();
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
