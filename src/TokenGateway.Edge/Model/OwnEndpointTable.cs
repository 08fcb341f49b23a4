using System.Collections.Frozen;
using System.Collections.Immutable;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Edge.Model;

/// <summary>
/// The endpoints of one generation that the gateway answers itself; they come before every route of the proxy. Asked for
/// every request, so what is meant by nearly none costs a few comparisons and no allocation.
/// </summary>
/// <param name="pages">Endpoints at one fixed path, compared byte for byte.</param>
/// <param name="calls">The dialect's calls; null: none are answered.</param>
/// <param name="callRoutes">The rule of each of their paths.</param>
internal sealed class OwnEndpointTable(
    ImmutableArray<OwnEndpoint> pages, DialectCallTable? calls, FrozenDictionary<DialectPath, GatewayRoute> callRoutes)
{
    public DialectCallTable? Calls { get; } = calls;

    /// <summary>
    /// Null: the request is for an upstream. Of a path that is not about tokens so are the methods that no call has, and
    /// the answer to a call that only adds to it, where a route leads there.
    /// </summary>
    /// <param name="facts">The request.</param>
    /// <param name="amends">The call that adds to the upstream's answer; null: none does.</param>
    public OwnEndpoint? Find(in RequestFacts facts, out DialectCall? amends)
    {
        amends = null;
        var page = FindPage(facts);
        if (page is { IsOpen: true } || Calls?.Match(facts.Request!.Path) is not { } match)
            return page;
        if (match.Path.Answers(facts.Method, facts.Route is not null))
            return new OwnEndpoint(OwnEndpointKind.Call, match.Path.Pattern, callRoutes[match.Path]) { Call = match };
        amends = match.Path.Find(facts.Method);
        return page;
    }

    /// <summary>Whether the path belongs to the gateway, whatever the method.</summary>
    public bool IsOwn(in RequestFacts facts) => FindPage(facts) is not null || Calls?.Match(facts.Request!.Path) is not null;

    /// <summary>Where the page of this kind is; null: there is none.</summary>
    public string? PathOf(OwnEndpointKind kind) => pages.FirstOrDefault(page => page.Kind == kind)?.Path;

    public void Attach(GatewayModel model)
    {
        foreach (var route in pages.Select(page => page.Route).OfType<GatewayRoute>().Concat(callRoutes.Values))
            route.Attach(model);
    }

    private OwnEndpoint? FindPage(in RequestFacts facts)
    {
        foreach (var page in pages)
        {
            if (facts.Path.Equals(page.Path, StringComparison.Ordinal))
                return page;
        }

        return null;
    }
}
