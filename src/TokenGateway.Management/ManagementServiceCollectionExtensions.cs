using System.Text.Json.Serialization;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Timing;
using TokenGateway.Management.Api.Audit;
using TokenGateway.Management.Api.Leaks;
using TokenGateway.Management.Api.Me;
using TokenGateway.Management.Api.OpenApi;
using TokenGateway.Management.Api.Routes;
using TokenGateway.Management.Api.Sessions;
using TokenGateway.Management.Api.Settings;
using TokenGateway.Management.Api.Tokens;
using TokenGateway.Management.Api.Users;
using TokenGateway.Management.Authentication.Oidc;
using TokenGateway.Management.Authentication.Passkeys;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Policies;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Management.Bulk;
using TokenGateway.Management.Problems;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds everything behind the Management endpoints.</summary>
public static class ManagementServiceCollectionExtensions
{
    /// <summary>
    /// Requires from the host: the stores, <see cref="MonotonicTimeProvider"/>, <see cref="GatewayTimings"/>,
    /// <see cref="TokenLifecycle"/>, <see cref="UserLifecycle"/>, the verifier,
    /// <see cref="TokenGateway.Core.Verification.IAccessModelSource"/>, <see cref="ISettingsRefresh"/>, data protection, and the
    /// edge's routes and count of invalid tokens.
    /// </summary>
    public static IServiceCollection AddManagement(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<TokenViews>();
        services.AddSingleton<UserViews>();
        services.AddSingleton<TokenSearch>();
        services.AddSingleton<BulkActors>();
        services.AddSingleton<BulkWork>();
        services.AddSingleton<RouteTokens>();
        services.AddSingleton<SettingsLifecycle>();
        services.AddSingleton<AuditReader>();
        services.AddSingleton<LeakReports>();
        services.AddSingleton<LeakQueue>();
        services.AddHostedService<LeakWorker>();
        AddJson(services);
        services.AddApiDocument();
        services.AddProblems();
        services.AddPasswords();
        services.AddSessions();
        services.AddOidc();
        services.AddPasskeys();
        services.AddCallers();
        return services;
    }

    // These options determine the document's schemas: numbers are numbers, as bodies are read.
    private static void AddJson(IServiceCollection services) => services.ConfigureHttpJsonOptions(options =>
    {
        options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        JsonSerializerContext[] contexts =
        [
            ProblemJson.Default, TokenJson.Default, UserJson.Default, MeJson.Default, AuditJson.Default, SettingsJson.Default, RouteJson.Default,
            LeakJson.Default, SessionJson.Default,
        ];
        for (var i = 0; i < contexts.Length; i++)
            options.SerializerOptions.TypeInfoResolverChain.Insert(i, contexts[i]);
    });
}
