using System.Collections.Frozen;
using System.Text.Json;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Streams;

/// <summary>
/// Whether an admitted stream may continue in the current generation: the result for a new request with the same token on
/// the same route. The reasons are words for logs.
/// </summary>
internal static class StreamRules
{
    /// <summary>
    /// The route was removed, has another path, or is now decided by a policy of the host, whose result for a new request
    /// is unknown.
    /// </summary>
    public const string RouteChanged = "route_changed";

    /// <summary>A policy of the host, which is not evaluated again, admitted it, and the token's rights have changed.</summary>
    public const string RightsChanged = "rights_changed";

    private static readonly FrozenDictionary<VerificationOutcome, string> Outcomes =
        Enum.GetValues<VerificationOutcome>().ToFrozenDictionary(one => one, one => JsonNamingPolicy.SnakeCaseLower.ConvertName(one.ToString()));

    public static string NameOf(VerificationOutcome outcome) => Outcomes[outcome];

    /// <summary>Null: it may continue.</summary>
    public static string? WhyNot(in RequestFacts facts, OpenStream stream, bool isPreflight, GatewayModel model, TokenSnapshot? snapshot)
    {
        if (!model.Routes.TryGetValue(stream.Route.Id, out var route) || route.Pattern != stream.Route.Pattern
            || (route.Rule == RouteRule.Host && stream.Route.Rule != RouteRule.Host))
        {
            return RouteChanged;
        }

        if (isPreflight)
            return route.ForwardsPreflight ? null : RefusalCodes.LogNameOf(RefusalCode.PreflightRefused);
        if (snapshot is not null && route.Rule == RouteRule.Host && !SameRights(stream.Snapshot!, snapshot))
            return RightsChanged;
        var found = new Decision { Method = facts.Method, Route = route };
        return Decider.Judge(facts, found, snapshot).Code is { } code ? RefusalCodes.LogNameOf(code) : null;
    }

    private static bool SameRights(TokenSnapshot before, TokenSnapshot now) =>
        before.Subject.Role?.Name == now.Subject.Role?.Name && before.PermissionNames.AsSpan().SequenceEqual(now.PermissionNames.AsSpan());
}
