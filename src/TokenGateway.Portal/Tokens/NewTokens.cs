using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Portal.Products;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Tokens;

/// <summary>Converts the form of a new token to a lifecycle request, and assigns errors to fields.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class NewTokens(IUserStore users, TimeProvider time)
{
    private const int LongestName = 255;

    /// <summary>
    /// The owner of the new token; null: there is no such user. A caller who may not create tokens for others sees no other
    /// user: the form would reveal who exists, and with which roles.
    /// </summary>
    public async ValueTask<User?> OwnerOfAsync(NewTokenForm form, Actor actor, CancellationToken cancellationToken)
    {
        if (form.Owner.Length == 0)
            return actor.User;
        if (!UserId.TryParse(form.Owner, out var id))
            return null;
        var owner = await users.FindAsync(id, actor.Model!, cancellationToken);
        return actor.IsAdministrator || id == actor.User?.Id || actor.MayMaintain(owner) ? owner : null;
    }

    /// <summary>The roles that the owner may have and the caller may grant, fewest rights first.</summary>
    public static IReadOnlyList<Role> RolesOf(User owner, Actor actor, AccessModel model)
    {
        var held = model.Roles.Known(owner.Roles);
        return [.. model.Roles.All.Where(role => TokenRights.MayHold(role, held) && (!owner.IsService || CallerCeilingRules.CheckHeld(actor, role, model) is null)).OrderBy(role => role.Permissions.Members().Count()).ThenBy(role => role.Rank ?? int.MaxValue)];
    }

    /// <summary>
    /// The selected role; otherwise the one with the fewest rights, or, if the product's page does not ask for a role, the
    /// one with the most, as its calls do.
    /// </summary>
    public static Role? RoleOf(NewTokenForm form, User owner, Actor actor, AccessModel model, ProductForm product)
    {
        var roles = RolesOf(owner, actor, model);
        if (form.Role.Length > 0)
            return roles.FirstOrDefault(role => role.Name.Value == form.Role);
        return roles.Count == 0 ? null : product.AsksFirst(FormField.Role) ? roles[0] : roles[^1];
    }

    /// <summary>The selected realm; otherwise the default one, or the first that the owner has. Null: not the name of a realm.</summary>
    public static Realm? RealmOf(NewTokenForm form, User owner, AccessModel model)
    {
        if (form.Realm.Length > 0)
            return Realm.TryParse(form.Realm, out var chosen) ? chosen : null;
        var held = TokenRights.RealmsOf(owner, model.Roles);
        return held.Contains(Realm.Default) || held.Names.IsEmpty ? Realm.Default : held.Names[0];
    }

    /// <summary>The request of the form; null: <paramref name="problems"/> has the errors.</summary>
    /// <remarks>If the product's page does not ask for a name, the description is used as the name.</remarks>
    public IssueRequest? Read(NewTokenForm form, User? owner, Actor actor, AccessModel model, ProductForm product, FieldProblems problems)
    {
        if (product.AsksFirst(FormField.Name) && form.Name.Trim().Length == 0)
            problems.Add("name", Text.New_NameNeeded);
        if (owner is null)
        {
            problems.Add("owner", Text.New_NoSuchUser);
            return null;
        }

        var role = RoleOf(form, owner, actor, model, product);
        if (role is null)
            problems.Add("role", Text.New_NoRole);
        else if (IsAll(form, role, model) && !form.WantsAll)
            problems.Add("all", Text.New_AllConfirm);
        if (form is { IsLimited: true, Permissions.Count: 0 })
            problems.Add("permission", Text.New_PermissionNeeded);
        var permissions = Permissions(form, problems);
        var manages = Manages(form, problems);
        var realm = RealmOf(form, owner, model);
        if (realm is null)
            problems.Add("realm", Text.New_RealmWrong);
        var expires = Expires(form, model.TokensOf(realm ?? Realm.Default), problems);
        DateTimeOffset? begins = form.NotBefore.Length == 0 ? null : form.Moment(form.NotBefore);
        if (form.NotBefore.Length > 0 && begins is null)
            problems.Add("notBefore", TimeProblem(form));
        var addresses = Addresses(form, problems);
        return problems.Any ? null : new IssueRequest
        {
            Owner = owner.Id,
            Name = NameOf(form),
            Description = form.Description.Trim().ReplaceLineEndings(" "),
            Role = role!.Name,
            Permissions = permissions,
            Manages = form.Manages.Count == 0 ? null : manages,
            Realm = realm!.Value,
            NotBefore = begins,
            ExpiresAt = expires,
            Addresses = addresses,
        };
    }

    /// <summary>Whether a token of this form would have every permission of the configuration.</summary>
    public static bool IsAll(NewTokenForm form, Role role, AccessModel model) =>
        !form.IsLimited && model.Permissions.Names.Length > 1 && role.Permissions.Members().Count() == model.Permissions.Names.Length;

    /// <summary>The expiry of the token; null: never, or the input is invalid.</summary>
    public DateTimeOffset? Expires(NewTokenForm form, TokenOptions options, FieldProblems problems)
    {
        var now = time.GetUtcNow();
        switch (form.Expires)
        {
            case Lifetime.Suggested:
                return Ahead(now, Lifetime.SuggestedFor(form.Use, options));
            case Lifetime.Never:
                return null;
            case Lifetime.Until:
                if (form.Moment(form.Until) is { } end)
                    return end;
                problems.Add("until", TimeProblem(form));
                return null;
            case Lifetime.Days when form.Days == "-1" && options is { AllowNonExpiring: true, MaxLifetime: null }:
                return null;
            default:
                var text = form.Expires == Lifetime.Days ? form.Days : form.Expires.TrimEnd('d');
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 36500)
                    return Ahead(now, TimeSpan.FromDays(days));
                problems.Add(form.Expires == Lifetime.Days ? "days" : "expires", Text.New_DaysWrong);
                return null;
        }
    }

    /// <summary>The field for a lifecycle error.</summary>
    public static string FieldOf(RefusalCode code, NewTokenForm form) => code switch
    {
        RefusalCode.RoleUnknown or RefusalCode.RoleNotHeld => "role",
        RefusalCode.PermissionNotHeld => "permission",
        RefusalCode.ManagementRightNotHeld => "manages",
        RefusalCode.RealmNotHeld => "realm",
        RefusalCode.UserNotFound or RefusalCode.UserDisabled or RefusalCode.NotForOthers => "owner",
        RefusalCode.LifetimeTooLong or RefusalCode.EndRequired or RefusalCode.EndInThePast or RefusalCode.OutlivesCreator =>
            form.Expires is Lifetime.Days ? "days" : form.Expires is Lifetime.Until ? "until" : "expires",
        RefusalCode.AddressNotHeld => "addresses",
        RefusalCode.InvalidValue when form.NotBefore.Length > 0 => "notBefore",
        RefusalCode.InvalidValue => "name",
        _ => FieldProblems.Form,
    };

    private static string TimeProblem(NewTokenForm form) => form.KnowsZone ? Text.New_TimeWrong : Text.New_ZoneUnknown.With(form.Zone);

    private static string NameOf(NewTokenForm form) =>
        form.Name.Trim() is { Length: > 0 } name ? name : form.Description.Trim().ReplaceLineEndings(" ") is { Length: <= LongestName } description ? description : "";

    // Whole minutes, for readability.
    private static DateTimeOffset Ahead(DateTimeOffset now, TimeSpan by) => new DateTimeOffset((now + by).UtcTicks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    private static ImmutableArray<PermissionName>? Permissions(NewTokenForm form, FieldProblems problems)
    {
        if (!form.IsLimited)
            return null;
        var names = new List<PermissionName>();
        foreach (var text in form.Permissions)
        {
            if (PermissionName.TryParse(text, out var name))
                names.Add(name);
            else
                problems.Add("permission", Text.New_PermissionWrong.With(text));
        }

        return [.. names];
    }

    private static ManagementRights Manages(NewTokenForm form, FieldProblems problems)
    {
        var rights = ManagementRights.None;
        foreach (var text in form.Manages)
        {
            if (ManagementRightsNames.TryParse(text, out var right))
                rights |= right;
            else
                problems.Add("manages", Text.New_PermissionWrong.With(text));
        }

        return rights;
    }

    private static ImmutableArray<AddressRange> Addresses(NewTokenForm form, FieldProblems problems)
    {
        var ranges = new List<AddressRange>();
        foreach (var text in form.Addresses.Split(['\n', '\r', ',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (AddressRange.TryParse(text, out var range))
                ranges.Add(range);
            else
                problems.Add("addresses", Text.New_AddressWrong.With(text));
        }

        return [.. ranges];
    }
}
