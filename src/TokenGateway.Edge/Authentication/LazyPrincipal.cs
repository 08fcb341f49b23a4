using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features.Authentication;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Requests;

namespace TokenGateway.Edge.Authentication;

/// <summary>
/// The caller as a <see cref="ClaimsPrincipal"/> for a library host, created on first use: the gateway itself never needs
/// it.
/// </summary>
internal sealed class LazyPrincipal(TokenSnapshot snapshot) : IHttpAuthenticationFeature
{
    private ClaimsPrincipal? _user;

    public ClaimsPrincipal? User
    {
        get => _user ??= Create(snapshot);
        set => _user = value;
    }

    public static void Offer(HttpContext context, EdgeRequest request)
    {
        if (request.Snapshot is { } snapshot)
            context.Features.Set<IHttpAuthenticationFeature>(new LazyPrincipal(snapshot));
    }

    private static ClaimsPrincipal Create(TokenSnapshot snapshot)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, snapshot.Token.Owner.Value),
            new(ClaimTypes.Name, snapshot.Owner?.Name ?? snapshot.Token.Owner.Value),
            new(TokenGatewayClaims.TokenId, snapshot.Token.Id.ToString()),
            new(TokenGatewayClaims.Realm, snapshot.Token.Realm.Value),
        };
        if (snapshot.Owner?.Email is { } email)
            claims.Add(new Claim(ClaimTypes.Email, email));
        if (snapshot.Subject.Role is { } role)
            claims.Add(new Claim(ClaimTypes.Role, role.Name.Value));
        claims.AddRange(snapshot.PermissionNames.Select(name => new Claim(TokenGatewayClaims.Permission, name)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, TokenGatewayClaims.AuthenticationType));
    }
}
