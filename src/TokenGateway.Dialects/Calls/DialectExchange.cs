using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Dialects.Calls;

/// <summary>One call that is to be answered: who calls, what stands in the path, and what to work with.</summary>
public sealed class DialectExchange
{
    private readonly RouteValueDictionary _values;
    private readonly DialectPorts _ports;

    private DialectExchange(HttpContext http, Actor actor, RouteValueDictionary values, DialectPorts ports, string traceId) =>
        (Http, Actor, _values, _ports, TraceId) = (http, actor, values, ports, traceId);

    public HttpContext Http { get; }

    /// <summary>The bearer of a token, or a user who signed in or sent a password. Never the operator.</summary>
    public Actor Actor { get; }

    /// <summary>The one who calls, or the bearer's owner.</summary>
    public User User => Actor.User!;

    /// <summary>
    /// Where new tokens belong: the realm of the token that the call is made with; for a user who signed in or sent a
    /// password, the only realm that the user has, else the default one.
    /// </summary>
    public Realm Realm => Actor.Credential?.Token.Realm
        ?? (TokenRights.RealmsOf(User, Model.Roles).Names is [var only] ? only : Realm.Default);

    /// <summary>The generation by which the whole call is decided.</summary>
    public AccessModel Model => Actor.Model!;

    public TokenLifecycle Tokens => _ports.Tokens;

    public UserLifecycle Users => _ports.Users;

    public TimeProvider Time => _ports.Time;

    public string TraceId { get; }

    /// <summary>The request's own id, also sent as <c>X-Request-Id</c>.</summary>
    public string RequestId => Http.TraceIdentifier;

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>Where the client believes to be: <c>https://api.example.com</c>, without a slash at its end.</summary>
    public string Origin => $"{Http.Request.Scheme}://{Http.Request.Host}";

    /// <summary>A value of the path, decoded.</summary>
    public string Value(string name) => Convert.ToString(_values[name], CultureInfo.InvariantCulture) ?? "";

    /// <summary>
    /// Answers a call: sets what every answer carries (never stored, never sniffed, the request's id) and lets the call
    /// write the rest.
    /// </summary>
    /// <exception cref="Core.Storage.StoreUnavailableException">The store does not answer; nothing was written.</exception>
    public static Task RunAsync(HttpContext http, DialectCall call, Actor actor, DialectMatch match, DialectPorts ports, string traceId)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(match);
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["X-Request-Id"] = http.TraceIdentifier;
        return call.AnswerAsync(new DialectExchange(http, actor, match.Values, ports, traceId));
    }
}
