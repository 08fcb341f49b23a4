using TokenGateway.Edge.Intake;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Compilation.Conditions;

/// <summary>Whether a header reaches routing: intake drops some, whatever the client sends.</summary>
/// <param name="identity">The configured identity headers.</param>
/// <param name="credentials">The headers of upstream credentials, which only the gateway sets.</param>
/// <param name="forwarded">Deny-listed headers that at least one route forwards.</param>
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

    // Intake does not drop second targets and "Expect".
    private bool IsDenied(string name) =>
        DenyList.Contains(name) && !forwarded.Contains(name) && !DenyList.IsSecondTarget(name)
        && !name.Equals("Expect", StringComparison.OrdinalIgnoreCase);
}
