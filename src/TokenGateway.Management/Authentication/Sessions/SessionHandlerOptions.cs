using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>Options of the scheme <see cref="ManagementAuthenticationDefaults.SessionScheme"/>.</summary>
public sealed class SessionHandlerOptions : AuthenticationSchemeOptions
{
    /// <summary>
    /// How pages send whoever is not signed in to where that is done, and back. Default: null, everything is answered with a
    /// problem document. Calls below <c>/api</c> always are.
    /// </summary>
    public Func<HttpContext, AuthenticationProperties, Task>? SendToSignIn { get; set; }
}
