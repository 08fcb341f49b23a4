using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Edge.Model;

namespace TokenGateway.Commands.Demo;

/// <summary>Three users, one of each role, each with a token of this run.</summary>
internal sealed record DemoPeople(string UsersToken, string EngineersToken, string AdministratorsToken)
{
    public static async Task<DemoPeople> CreateAsync(IServiceProvider services, CancellationToken cancellationToken) => new(
        await CreateOneAsync(services, "uma", "Users", cancellationToken),
        await CreateOneAsync(services, "erik", "Engineers", cancellationToken),
        await CreateOneAsync(services, "ada", "Administrators", cancellationToken));

    private static async Task<string> CreateOneAsync(IServiceProvider services, string id, string role, CancellationToken cancellationToken)
    {
        var model = services.GetRequiredService<GatewayState>().Current.Access;
        var actor = Actor.Operator("demo");
        var user = new User { Id = UserId.Parse(id), Email = $"{id}@example.com", Roles = [RoleName.Parse(role)] };

        // With --data the user is there from the last run.
        await services.GetRequiredService<UserLifecycle>().CreateAsync(actor, user, model, cancellationToken);
        var request = new IssueRequest { Owner = user.Id, Name = "demo", ExpiresAt = services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(1) };
        var issued = await services.GetRequiredService<TokenLifecycle>().IssueAsync(actor, request, model, cancellationToken);
        return issued.Succeeded ? issued.Value.Value : throw new InvalidOperationException(issued.Error.Message);
    }
}
