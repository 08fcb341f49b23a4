using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Api.Routes;

namespace TokenGateway.Portal.Tokens;

/// <summary>Additional data about tokens for pages.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class TokenPages(IUserStore users, IGatewayRoutes routes, TimeProvider time)
{
    /// <summary>The maximum number of service accounts offered to one maintainer.</summary>
    public const int MostAccounts = 50;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The routes that a token may currently use.</summary>
    public async ValueTask<IReadOnlyList<OpenedRoute>> OpenedByAsync(Token token, AccessModel model, CancellationToken cancellationToken)
    {
        var owner = await users.FindAsync(token.Owner, model, cancellationToken);
        return routes.OpenedBy(new TokenFacts(token, owner));
    }

    /// <summary>The same for a draft.</summary>
    public IReadOnlyList<OpenedRoute> OpenedBy(Token draft, User owner) => routes.OpenedBy(new TokenFacts(draft, owner));

    /// <summary>A path that matches a route; null: the route no longer exists.</summary>
    public string? PathOn(string route) => routes.List().FirstOrDefault(one => one.Id == route) is { } found ? Snippets.PathOf(found.Path) : null;

    /// <summary>The effective permissions.</summary>
    public async ValueTask<IReadOnlyList<string>> PermissionsAsync(Token token, AccessModel model, CancellationToken cancellationToken)
    {
        var owner = await users.FindAsync(token.Owner, model, cancellationToken);
        return [.. model.Permissions.NamesOf(TokenRights.InForce(token, owner, model).Permissions)];
    }

    /// <summary>The edge path where a client can look up its own token; null: none.</summary>
    public string? SelfPath => routes.SelfPath;

    /// <summary>The URL of the edge for clients.</summary>
    public string EdgeUrl(HttpRequest request) => routes.EdgeUrl(request.Host);
}
