using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Settings;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;

namespace TokenGateway.EndToEnd.Tests.Rules;

/// <summary>Runs a case with the token lifecycle itself.</summary>
internal static class ServiceRunner
{
    public static async Task<string> RunAsync(RulesGateway rules, Rule rule, Subject subject)
    {
        var actor = await rules.ActorAsync(rule, subject);
        var error = ManagementRules.MayCall(actor) ?? await AskAsync(rules, rule, subject, actor, actor.Model ?? rules.Model);
        return error?.Name ?? Rule.Allowed;
    }

    private static async Task<LifecycleError?> AskAsync(RulesGateway rules, Rule rule, Subject subject, Actor actor, AccessModel model)
    {
        var (tokens, users, none) = (rules.Gateway.Tokens, rules.Gateway.Users, CancellationToken.None);
        return rule.Action switch
        {
            "create" => (await tokens.IssueAsync(actor, Wishes.ToRequest(subject.UserId, rule.Wished), model, none)).Error,
            "get" => (await tokens.GetAsync(actor, subject.TokenId, none)).Error,
            "list" => (await tokens.ListAsync(actor, new TokenFilter { Owner = rule.Target.Length == 0 ? null : subject.UserId }, null, 10, none)).Error,
            "deactivate" => (await tokens.DeactivateAsync(actor, subject.TokenId, none)).Error,
            "activate" => (await tokens.ActivateAsync(actor, subject.TokenId, model, none)).Error,
            "delete" => (await tokens.DeleteAsync(actor, subject.TokenId, none)).Error,
            "rotate" => (await tokens.RotateAsync(actor, subject.TokenId, TimeSpan.Zero, model, none)).Error,
            "end-overlap" => (await tokens.EndOverlapAsync(actor, subject.TokenId, none)).Error,
            "create-user" => (await users.CreateAsync(actor, new User { Id = subject.UserId, Roles = [RoleName.Parse(rule.Target)], Realms = Wishes.Realms(rule.Wish) }, model, none)).Error,
            "list-users" => (await users.ListAsync(actor, null, 10, model, none)).Error,
            "set-role" => await PatchAsync(new UserPatch { Roles = [.. rule.Wish.Split(',').Select(RoleName.Parse)] }),
            "set-realm" => await PatchAsync(new UserPatch { Realms = Wishes.Realms(rule.Wish) }),
            "email" => await PatchAsync(new UserPatch { SetsEmail = true, Email = $"{subject.User}@elsewhere.example" }),
            "creator" or "no-creator" => await PatchAsync(new UserPatch { CanCreateTokens = rule.Action == "creator" }),
            "password" or "no-password" => await PasswordAsync(rule.Action == "password" ? "hash" : null),
            "disable" or "disable-declared" => await PatchAsync(new UserPatch { IsDisabled = true }),
            "enable" => await PatchAsync(new UserPatch { IsDisabled = false }),
            "rename" => await PatchAsync(new UserPatch { SetsName = true, Name = "Other" }),
            "delete-user" => (await users.DeleteAsync(actor, subject.UserId, model, none)).Error,
            "set" => await SetAsync(),
            "audit" => (await rules.Gateway.ManagementServices.GetRequiredService<AuditReader>().ListAsync(actor, AuditFilter.All, null, 1, none)).Error,
            "inspect" => ManagementRules.MayInspect(actor),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Action, "No such action."),
        };

        async Task<LifecycleError?> PatchAsync(UserPatch patch) => (await users.PatchAsync(actor, subject.UserId, patch, model, none)).Error;

        async Task<LifecycleError?> PasswordAsync(string? hash) => (await users.SetPasswordHashAsync(actor, subject.UserId, hash, model, none)).Error;

        async Task<LifecycleError?> SetAsync()
        {
            var wanted = new RunTimeSettings { MaxPerUser = int.Parse(rule.Setting.Value) };
            var names = new HashSet<SettingName> { SettingName.MaxPerUser };
            var settings = rules.Gateway.ManagementServices.GetRequiredService<SettingsLifecycle>();
            var result = await settings.SetAsync(actor, wanted, names, model, none);

            // Resets the limit, because further cases create many tokens.
            if (result.Succeeded)
                await settings.SetAsync(Actor.Operator("test"), RunTimeSettings.None, names, rules.Model, none);
            return result.Error;
        }
    }
}
