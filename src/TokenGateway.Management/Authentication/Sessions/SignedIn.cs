using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Management.Authentication.Passwords;

namespace TokenGateway.Management.Authentication.Sessions;

/// <summary>The session behind a request, with what its user is at this moment. A feature of the request.</summary>
internal sealed class SignedIn(Session session, Actor actor)
{
    public Session Session => session;

    public Actor Actor => actor;

    public static SignedIn? Of(HttpContext context) => context.Features.Get<SignedIn>();
}
