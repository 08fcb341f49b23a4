using System.Diagnostics;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Secrets;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Covers a token in the path of the upstream's URL in the client's activity. Nobody presented it (else the request
/// would have been refused), so it is forwarded as the client's own; but exporters send the URL on. The HTTP client asks
/// the propagator after it has set its tags, and only when there is an activity.
/// </summary>
internal sealed class UrlRedactingPropagator(DistributedContextPropagator inner, GatewayState state) : DistributedContextPropagator
{
    private const string Url = "url.full";

    public override IReadOnlyCollection<string> Fields => inner.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (activity?.GetTagItem(Url) is string url && TokenScanner.ContainsToken(url, state.Current.Dialect.Shape))
            activity.SetTag(Url, WithoutPath(url) + AccessLog.InPlaceOfToken);
        inner.Inject(activity, carrier, setter);
    }

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        inner.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        inner.ExtractBaggage(carrier, getter);

    private static string WithoutPath(string url)
    {
        var authority = url.IndexOf("//", StringComparison.Ordinal) + 2;
        var path = url.IndexOf('/', authority);
        return path < 0 ? "" : url[..(path + 1)];
    }
}
