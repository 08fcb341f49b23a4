using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;
using TokenGateway.Portal.Texts;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Users;

/// <summary>The fields of a user in a form, and the resulting lifecycle request.</summary>
internal sealed record UserForm
{
    public const string Service = "service";

    /// <summary>Only for a new user.</summary>
    public string Id { get; init; } = "";

    public string Email { get; init; } = "";

    public string Name { get; init; } = "";

    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>One per line: a name may contain any other character.</summary>
    public string Realms { get; init; } = Realm.Default.Value;

    public bool CanCreateTokens { get; init; }

    /// <summary>Whether a new user is a service account.</summary>
    public bool IsService { get; init; }

    /// <summary>User ids, one per line.</summary>
    public string Maintainers { get; init; } = "";

    public static UserForm Of(IFormCollection form) => Read(name => form[name]);

    /// <summary>A form that a link fills in.</summary>
    public static UserForm Of(IQueryCollection query) => query.ContainsKey("realms") ? Read(name => query[name]) : new();

    /// <summary>The URL of the new user form with these fields.</summary>
    public string Link => UserPaths.New + QueryString.Create(
        new[] { ("id", Id), ("email", Email), ("name", Name), ("realms", Realms), ("creator", CanCreateTokens ? "yes" : ""), ("kind", IsService ? Service : ""), ("maintainers", Maintainers) }.Concat(Roles.Select(role => ("role", role)))
            .Select(pair => KeyValuePair.Create(pair.Item1, (string?)pair.Item2)));

    /// <param name="user">The current user.</param>
    /// <param name="maintainers">The maintainers of a service account; empty for a person.</param>
    public static UserForm Of(User user, IReadOnlyList<User> maintainers) => new()
    {
        Id = user.Id.Value,
        Email = user.Email ?? "",
        Name = user.Name ?? "",
        Roles = [.. user.Roles.Select(role => role.Value)],
        Realms = string.Join('\n', user.Realms.Texts),
        CanCreateTokens = user.CanCreateTokens,
        IsService = user.IsService,
        Maintainers = string.Join('\n', maintainers.Select(one => one.Id)),
    };

    /// <summary>The requested maintainers of a service account; null: <paramref name="problems"/> has the invalid ids.</summary>
    public IReadOnlyList<UserId>? ReadMaintainers(FieldProblems problems)
    {
        var ids = new List<UserId>();
        foreach (var line in Maintainers.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (UserId.TryParse(line, out var id))
                ids.Add(id);
            else
                problems.Add("maintainers", Text.UserForm_MaintainerWrong.With(line));
        }

        return problems.Of("maintainers") is null ? [.. ids.Distinct()] : null;
    }

    /// <summary>The new user; null: <paramref name="problems"/> has the errors.</summary>
    public User? ReadNew(FieldProblems problems)
    {
        if (!UserId.TryParse(Id, out var id))
            problems.Add("id", Text.UserForm_IdWrong);
        else if (IdentityRules.FaultOf(id) is { } fault)
            problems.Add("id", Text.UserForm_IdNotGood.With(fault));
        var (roles, realms) = (ReadRoles(problems), ReadRealms(problems));
        CheckEmail(problems);
        return problems.Any ? null : new User
        {
            Id = id,
            Email = OrNull(Email),
            Name = OrNull(Name),
            Roles = roles,
            Realms = realms!,
            CanCreateTokens = CanCreateTokens,
        };
    }

    /// <summary>
    /// Only the changed parts, since unchanged ones require no right. Submits unchanged roles if removed rights are
    /// retained (<see cref="Core.Tokens.User.Kept"/>), because granting them again clears those.
    /// </summary>
    public UserPatch? ReadChange(User before, FieldProblems problems)
    {
        var (roles, realms) = (ReadRoles(problems), ReadRealms(problems));
        if (OrNull(Email) != before.Email)
            CheckEmail(problems);
        return problems.Any ? null : new UserPatch
        {
            Roles = before.Kept is null && roles.ToHashSet().SetEquals(before.Roles) ? null : roles,
            Realms = realms!.Equals(before.Realms) ? null : realms,
            CanCreateTokens = CanCreateTokens == before.CanCreateTokens ? null : CanCreateTokens,
            SetsEmail = OrNull(Email) != before.Email,
            Email = OrNull(Email),
            SetsName = OrNull(Name) != before.Name,
            Name = OrNull(Name),
        };
    }

    /// <summary>The field for a lifecycle error.</summary>
    public static string FieldOf(RefusalCode code) => code switch
    {
        RefusalCode.RoleUnknown or RefusalCode.RoleNotHeld or RefusalCode.PermissionNotHeld or RefusalCode.ManagementRightNotHeld => "roles",
        RefusalCode.RealmNotHeld => "realms",
        RefusalCode.CreatorsOnly => "creator",
        _ => FieldProblems.Form,
    };

    private static UserForm Read(Func<string, StringValues> field) => new()
    {
        Id = field("id").ToString().Trim(),
        Email = field("email").ToString().Trim(),
        Name = field("name").ToString().Trim(),
        Roles = [.. field("role").OfType<string>().Distinct()],
        Realms = field("realms").ToString(),
        CanCreateTokens = field("creator") == "yes",
        IsService = field("kind") == Service,
        Maintainers = field("maintainers").ToString(),
    };

    private ImmutableArray<RoleName> ReadRoles(FieldProblems problems)
    {
        ImmutableArray<RoleName> roles = [.. Roles.Select(text => RoleName.TryParse(text, out var name) ? name : (RoleName?)null).OfType<RoleName>()];
        if (roles.IsEmpty)
            problems.Add("roles", Text.UserForm_RoleNeeded);
        return roles;
    }

    private RealmSet? ReadRealms(FieldProblems problems)
    {
        var lines = Realms.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!RealmSet.TryParse(lines, out var realms, out var wrong))
            problems.Add("realms", Text.UserForm_RealmWrong.With(lines[wrong]));
        else if (realms.IsEmpty)
            problems.Add("realms", Text.UserForm_RealmNeeded);
        return realms;
    }

    private void CheckEmail(FieldProblems problems)
    {
        if (Email.Length > 0 && IdentityRules.FaultOfEmail(Email) is { } fault)
            problems.Add("email", Text.UserForm_EmailNotGood.With(fault));
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
