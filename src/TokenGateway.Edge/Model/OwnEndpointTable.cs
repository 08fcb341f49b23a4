using System.Collections.Frozen;
using System.Collections.Immutable;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Edge.Model;

/// <summary>
/// The endpoints of one generation that the gateway serves itself; they precede every proxy route. Checked for every
/// request and rarely matched, so a miss costs a few comparisons and no allocation.
/// </summary>
/// <param name="pages">Endpoints at one fixed path, compared byte for byte.</param>
/// <param name="calls">The dialect's calls; null: none.</param>
/// <param name="callRoutes">The rule of each of their paths.</param>
internal sealed class OwnEndpointTable(
    ImmutableArray<OwnEndpoint> pages, DialectCallTable? calls, FrozenDictionary<DialectPath, GatewayRoute> callRoutes)
{
    public DialectCallTable? Calls { get; } = calls;

    /// <summary>
    /// Null: the request is for an upstream. So are, on paths that are not about tokens, methods without a call, and a call
    /// that only amends the response where a route matches.
    /// </summary>
    /// <param name="facts">The request.</param>
    /// <param name="amends">The call that amends the upstream's response; null: none.</param>
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

    /// <summary>The path of the page of this kind; null: none.</summary>
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
