using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;

namespace TokenGateway.Management.Authentication;

/// <summary>Who calls by a session. Where nobody registers one, calls are made by token alone.</summary>
internal interface ISessionCallers
{
    /// <summary>The one who signed in (<see cref="Actor.SignedIn"/>); null: no session, or one that is over.</summary>
    ValueTask<Actor?> FindAsync(HttpContext context);

    /// <summary>Whether a write by session proves that it comes from our own pages.</summary>
    ValueTask<bool> IsGenuineAsync(HttpContext context);
}
