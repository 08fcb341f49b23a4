using System.Net.Http.Headers;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Decisions;
using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Forwarding;

/// <summary>
/// Compares an outgoing message with the decision: method, target, host, upgrade, identity, credential and connection. YARP
/// and the host's code act after the decision (YARP sets the method of an upgrade and copies its header, and transforms can
/// change anything). Does not allocate.
/// </summary>
internal static class DecisionCheck
{
    /// <summary>The first difference, as a word for log and metric; null: none.</summary>
    public static string? Difference(in Decision decision, EdgeRequest request, HttpRequestMessage message, bool ownConnection)
    {
        if (!IsMethod(decision, message))
            return "method";
        if (!ReferenceEquals(message.RequestUri, request.OutgoingTarget))
            return "target";
        if (message.Headers.Host != request.OutgoingHost)
            return "host";
        if (!IsUpgrade(decision, message))
            return "upgrade";
        if (!IsIdentity(decision, message.Headers.NonValidated))
            return "identity";
        if (message.Headers.NonValidated.TryGetValues("Authorization", out var authorization))
            return DifferenceIn(authorization, decision, request.StripsAuthorization, ownConnection);
        return null;
    }

    // YARP sends a WebSocket to an HTTP/2 upstream as extended CONNECT (RFC 8441).
    private static bool IsMethod(in Decision decision, HttpRequestMessage message) =>
        message.Method.Method.Equals(decision.Method, StringComparison.OrdinalIgnoreCase)
        || (message.Method == HttpMethod.Connect && decision.Upgrade == UpgradeHeader.WebSocket
            && UpgradeHeader.WebSocket.Equals(message.Headers.Protocol, StringComparison.OrdinalIgnoreCase));

    private static bool IsUpgrade(in Decision decision, HttpRequestMessage message)
    {
        var headers = message.Headers.NonValidated;
        var switches = headers.TryGetValues("Upgrade", out var protocol);
        if (!switches)
            return !headers.Contains("Connection") && (message.Headers.Protocol is null || decision.Upgrade == UpgradeHeader.WebSocket);

        // "Content-Length: 0" requires content.
        return decision.Upgrade is { } asked && message.Content is null or { Headers.ContentLength: 0 }
            && protocol.Count == 1 && protocol.ToString().Equals(asked, StringComparison.OrdinalIgnoreCase)
            && headers.TryGetValues("Connection", out var connection) && connection.ToString().Equals("Upgrade", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsIdentity(in Decision decision, HttpHeadersNonValidated headers)
    {
        var set = decision.Route!.Identity;
        var values = decision.IsPreflight ? null : decision.Snapshot?.IdentityOf(set);
        for (var i = 0; i < set.Headers.Length; i++)
        {
            var expected = values?[i] ?? "";
            var isThere = headers.TryGetValues(set.Headers[i].Name, out var sent);
            if (expected.Length == 0 ? isThere : !isThere || sent.Count != 1 || sent.ToString() != expected)
                return false;
        }

        return true;
    }

    private static string? DifferenceIn(HeaderStringValues authorization, in Decision decision, bool isStripped, bool ownConnection)
    {
        var value = authorization.ToString();
        var isOurs = decision.Route!.UpstreamCredential is { } credential && !decision.IsPreflight && value == credential.Value
            && credential.Header.Equals("Authorization", StringComparison.OrdinalIgnoreCase);
        if (!isOurs && (isStripped || decision.IsPreflight))
            return "credential";
        return !ownConnection && !isOurs && ConnectionSchemes.IsOne(value) ? "connection" : null;
    }
}
