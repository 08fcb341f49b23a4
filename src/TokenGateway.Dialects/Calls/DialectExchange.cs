using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.Dialects.Calls;

/// <summary>One call to serve: the caller, the path parameters, and the services it needs.</summary>
public sealed class DialectExchange
{
    private readonly RouteValueDictionary _values;
    private readonly DialectPorts _ports;

    private DialectExchange(HttpContext http, Actor actor, RouteValueDictionary values, DialectPorts ports, string traceId) =>
        (Http, Actor, _values, _ports, TraceId) = (http, actor, values, ports, traceId);

    public HttpContext Http { get; }

    /// <summary>The bearer of a token, or a user with a session or a password. Never the operator.</summary>
    public Actor Actor { get; }

    /// <summary>The calling user, or the bearer's owner.</summary>
    public User User => Actor.User!;

    /// <summary>
    /// The realm of new tokens: that of the calling token; for a user with a session or a password, the user's only realm,
    /// otherwise the default one.
    /// </summary>
    public Realm Realm => Actor.Credential?.Token.Realm
        ?? (TokenRights.RealmsOf(User, Model.Roles).Names is [var only] ? only : Realm.Default);

    /// <summary>The generation that decides the whole call.</summary>
    public AccessModel Model => Actor.Model!;

    public TokenLifecycle Tokens => _ports.Tokens;

    public UserLifecycle Users => _ports.Users;

    public TimeProvider Time => _ports.Time;

    public string TraceId { get; }

    /// <summary>The id of the request, also sent as <c>X-Request-Id</c>.</summary>
    public string RequestId => Http.TraceIdentifier;

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The origin that the client called: <c>https://api.example.com</c>, without a trailing slash.</summary>
    public string Origin => $"{Http.Request.Scheme}://{Http.Request.Host}";

    /// <summary>The decoded value of a path parameter.</summary>
    public string Value(string name) => Convert.ToString(_values[name], CultureInfo.InvariantCulture) ?? "";

    /// <summary>
    /// Serves a call: sets the headers of every response (no-store, nosniff, the request id) and lets the call write the
    /// rest.
    /// </summary>
    /// <exception cref="Core.Storage.StoreUnavailableException">The store does not respond; nothing was written.</exception>
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
