using System.Collections.Frozen;
using System.Text.Json;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Model;

namespace TokenGateway.Edge.Streams;

/// <summary>
/// Whether a stream that was let in may go on under the generation in force: what a new request with the same token on
/// the same route would be told. The reasons are words for logs.
/// </summary>
internal static class StreamRules
{
    /// <summary>The route is gone, or stands at another path, or a policy of the host's own decides it now: what a new request would be told nobody here can say.</summary>
    public const string RouteChanged = "route_changed";

    /// <summary>A policy of the host's own let it in, which is not asked again, and the token's rights have changed.</summary>
    public const string RightsChanged = "rights_changed";

    private static readonly FrozenDictionary<VerificationOutcome, string> Outcomes =
        Enum.GetValues<VerificationOutcome>().ToFrozenDictionary(one => one, one => JsonNamingPolicy.SnakeCaseLower.ConvertName(one.ToString()));

    public static string NameOf(VerificationOutcome outcome) => Outcomes[outcome];

    /// <summary>Null: it may.</summary>
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
