using Microsoft.AspNetCore.Authorization;
using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Management.Authentication.Policies;

/// <summary>
/// The policies of Management. An endpoint has one that admits callers (<see cref="Api"/> or <see cref="Session"/>) and,
/// where one right is enough for all of it, that right's policy as well; alone, a right's policy admits nobody. The
/// lifecycle has the rules about single tokens and users.
/// </summary>
public static class ManagementPolicies
{
    /// <summary>
    /// A call of the REST API: by token or session, with any management right, within the caller's limits; writes in a
    /// session require the antiforgery header.
    /// </summary>
    public const string Api = "TokenGateway.Api";

    /// <summary>A page: by session only. Its forms contain the antiforgery token of Razor Pages.</summary>
    public const string Session = "TokenGateway.Session";

    /// <summary>Manages its own tokens, or everyone's.</summary>
    public const string Own = "TokenGateway.Own";

    /// <summary>Manages everyone's tokens.</summary>
    public const string Tokens = "TokenGateway.Tokens";

    public const string Users = "TokenGateway.Users";

    public const string Settings = "TokenGateway.Settings";

    public const string Audit = "TokenGateway.Audit";

    /// <summary>May see how routes are decided: callers who manage tokens or settings.</summary>
    public const string Routes = "TokenGateway.Routes";

    internal static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Api, policy => policy.AddAuthenticationSchemes(ManagementAuthenticationDefaults.Scheme).RequireAuthenticatedUser()
            .AddRequirements(new AntiforgeryRequirement(), new RightRequirement(ManagementRules.MayCall), new CallLimitRequirement()));
        options.AddPolicy(Session, policy => policy.AddAuthenticationSchemes(ManagementAuthenticationDefaults.SessionScheme).RequireAuthenticatedUser()
            .AddRequirements(new RightRequirement(ManagementRules.MayCall)));
        AddRight(options, Own, ManagementRules.MayManageOwn);
        AddRight(options, Tokens, ManagementRules.MayManageTokens);
        AddRight(options, Users, ManagementRules.MayManageUsers);
        AddRight(options, Settings, ManagementRules.MayManageSettings);
        AddRight(options, Audit, ManagementRules.MayReadAudit);
        AddRight(options, Routes, ManagementRules.MayInspect);
    }

    private static void AddRight(AuthorizationOptions options, string name, Func<Actor, LifecycleError?> rule) =>
        options.AddPolicy(name, policy => policy.AddRequirements(new RightRequirement(rule)));
}
