using System.Security.Cryptography;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Tokens;
using TokenGateway.Edge.Model;
using TokenGateway.Endpoints;
using TokenGateway.Management.Authentication.Passwords;

namespace TokenGateway.Commands.Demo;

/// <summary>Three users, one of each role, each with a token and a password for this run.</summary>
internal sealed record DemoPeople(string UsersToken, string EngineersToken, string AdministratorsToken, string Password)
{
    public static async Task<DemoPeople> CreateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        // One for all three, easy to type. Generated for each run, since the portal may be reachable from other machines.
        var password = "demo-" + RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 12);
        return new(
            await CreateOneAsync(services, "uma", "Users", password, cancellationToken),
            await CreateOneAsync(services, "erik", "Engineers", password, cancellationToken),
            await CreateOneAsync(services, "ada", "Administrators", password, cancellationToken),
            password);
    }

    private static async Task<string> CreateOneAsync(IServiceProvider services, string id, string role, string password, CancellationToken cancellationToken)
    {
        var model = services.GetRequiredService<GatewayState>().Current.Access;
        var actor = Actor.Operator("demo");
        var user = new User { Id = UserId.Parse(id), Email = $"{id}@example.com", Roles = [RoleName.Parse(role)] };

        // With --data the user exists from the previous run.
        var users = services.GetRequiredService<UserLifecycle>();
        await users.CreateAsync(actor, user, model, cancellationToken);
        await users.SetPasswordHashAsync(actor, user.Id, await services.GetRequiredService<ManagementContainer>().Services.GetRequiredService<PasswordHashing>().HashAsync(password, cancellationToken), model, cancellationToken);
        var request = new IssueRequest { Owner = user.Id, Name = "demo", ExpiresAt = services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(1) };
        var issued = await services.GetRequiredService<TokenLifecycle>().IssueAsync(actor, request, model, cancellationToken);
        return issued.Succeeded ? issued.Value.Value : throw new InvalidOperationException(issued.Error.Message);
    }
}
