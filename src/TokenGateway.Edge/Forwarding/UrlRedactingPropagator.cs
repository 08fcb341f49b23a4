using System.Diagnostics;
using TokenGateway.Edge.Diagnostics;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Secrets;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Masks a token in the path of the upstream URL in the client's activity. It was not presented as a credential (the
/// request would have been refused), so it is forwarded as part of the client's URL; but exporters would send it on. The
/// HTTP client calls the propagator after it has set its tags, and only if there is an activity.
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
