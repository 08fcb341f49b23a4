using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Api.Routes;

namespace TokenGateway.Portal.Tokens;

/// <summary>What pages tell of tokens beside the tokens themselves.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class TokenPages(IUserStore users, IGatewayRoutes routes, TimeProvider time)
{
    /// <summary>How many service accounts of one maintainer are offered.</summary>
    public const int MostAccounts = 50;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The routes that a token opens as things are.</summary>
    public async ValueTask<IReadOnlyList<OpenedRoute>> OpenedByAsync(Token token, AccessModel model, CancellationToken cancellationToken)
    {
        var owner = await users.FindAsync(token.Owner, model, cancellationToken);
        return routes.OpenedBy(new TokenFacts(token, owner));
    }

    /// <summary>The same of one that is only filled in.</summary>
    public IReadOnlyList<OpenedRoute> OpenedBy(Token draft, User owner) => routes.OpenedBy(new TokenFacts(draft, owner));

    /// <summary>A path that a route matches; null: there is no such route any more.</summary>
    public string? PathOn(string route) => routes.List().FirstOrDefault(one => one.Id == route) is { } found ? Snippets.PathOf(found.Path) : null;

    /// <summary>The permissions in force.</summary>
    public async ValueTask<IReadOnlyList<string>> PermissionsAsync(Token token, AccessModel model, CancellationToken cancellationToken)
    {
        var owner = await users.FindAsync(token.Owner, model, cancellationToken);
        return [.. model.Permissions.NamesOf(TokenRights.InForce(token, owner, model).Permissions)];
    }

    /// <summary>The path on the edge where a token learns about itself; null: there is none.</summary>
    public string? SelfPath => routes.SelfPath;

    /// <summary>Where clients send requests to.</summary>
    public string EdgeUrl(HttpRequest request) => routes.EdgeUrl(request.Host);
}
