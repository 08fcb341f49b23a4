using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>Options of the scheme <see cref="ManagementAuthenticationDefaults.SessionScheme"/>.</summary>
public sealed class SessionHandlerOptions : AuthenticationSchemeOptions
{
    /// <summary>
    /// Where pages send whoever is not signed in, with the way back in <c>returnUrl</c>. Default: none, everything is answered
    /// with a problem document. Calls below <c>/api</c> always are.
    /// </summary>
    public PathString SignInPath { get; set; }
}
