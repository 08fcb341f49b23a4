using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Compilation.Conditions;

/// <summary>Whether a header reaches routing: one that intake drops is never there, whatever the client sends.</summary>
/// <param name="identity">The identity headers of the file.</param>
/// <param name="credentials">The headers by which the gateway alone signs in at upstreams.</param>
/// <param name="forwarded">The headers of the deny list that some route lets through.</param>
internal sealed class HeaderConditions(HeaderNameSet identity, HeaderNameSet credentials, HeaderNameSet forwarded)
{
    /// <summary>Null: it does.</summary>
    public string? FaultOf(string name)
    {
        if (identity.Contains(name))
            return $"{name} is an identity header, which the gateway removes before a route is chosen; choose another header";
        if (credentials.Contains(name))
            return $"{name} is the header of an upstream credential, which the gateway removes before a route is chosen; choose another header";
        if (RequestHeaders.IsOtherSpelling(name))
            return $"{name} is another spelling of a header that has one spelling only, and is removed before a route is chosen; write that";
        return IsDenied(name) ? $"{name} is on the deny list and removed before a route is chosen; choose another header, or name it in the route's \"DangerousForwardHeaders\"" : null;
    }

    // Second targets and "Expect" are not dropped there.
    private bool IsDenied(string name) =>
        DenyList.Contains(name) && !forwarded.Contains(name) && !DenyList.IsSecondTarget(name)
        && !name.Equals("Expect", StringComparison.OrdinalIgnoreCase);
}
