using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>Options of the scheme <see cref="ManagementAuthenticationDefaults.SessionScheme"/>.</summary>
public sealed class SessionHandlerOptions : AuthenticationSchemeOptions
{
    /// <summary>
    /// Redirects a page request without a session to the sign-in and back. Default: null, every request gets a problem
    /// document. Calls below <c>/api</c> always do.
    /// </summary>
    public Func<HttpContext, AuthenticationProperties, Task>? SendToSignIn { get; set; }
}
