using Microsoft.AspNetCore.Http;
using TokenGateway.Management.Sessions;

namespace TokenGateway.Portal.Sessions;

/// <summary>Who is signed in to the portal.</summary>
internal static class PortalCaller
{
    /// <summary>The session of a request with its user as an actor; null: nobody is signed in.</summary>
    public static SignedIn? Of(HttpContext context) => SignedIn.Of(context);
}
