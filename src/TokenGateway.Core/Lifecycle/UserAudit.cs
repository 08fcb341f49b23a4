using System.Globalization;
using System.Text.Json;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Audit entries about users.</summary>
internal static class UserAudit
{
    public static AuditEntry Created(AuditActor actor, User user, bool hasPassword) => Entry(actor, AuditAction.UserCreated, user, after: TokenAudit.Json(json =>
    {
        Describe(json, user);
        json.WriteBoolean("password", hasPassword);
    }));

    public static AuditEntry Roles(AuditActor actor, User before, User after) => Entry(actor, AuditAction.UserRolesChanged, before, RolesOf(before), RolesOf(after));

    public static AuditEntry Realms(AuditActor actor, User before, User after) => Entry(actor, AuditAction.UserRealmsChanged, before, RealmsOf(before), RealmsOf(after));

    public static AuditEntry CanCreate(AuditActor actor, User user, bool after) => Entry(
        actor, AuditAction.UserCreatorChanged, user, CanCreateOf(user.CanCreateTokens), CanCreateOf(after));

    public static AuditEntry Disabled(AuditActor actor, User user, bool after) =>
        Entry(actor, after ? AuditAction.UserDisabled : AuditAction.UserEnabled, user, DisabledOf(user.IsDisabled), DisabledOf(after));

    public static AuditEntry Password(AuditActor actor, User user, bool after) => Entry(
        actor, AuditAction.UserPasswordChanged, user, after: TokenAudit.Json(json => json.WriteBoolean("password", after)));

    public static AuditEntry Deleted(AuditActor actor, User user) => Entry(actor, AuditAction.UserDeleted, user, TokenAudit.Json(json => Describe(json, user)));

    public static AuditEntry PasskeyAdded(AuditActor actor, User user, Passkey passkey) => Entry(actor, AuditAction.PasskeyAdded, user, after: NameOf(passkey));

    public static AuditEntry PasskeyRemoved(AuditActor actor, User user, Passkey passkey) => Entry(actor, AuditAction.PasskeyRemoved, user, before: NameOf(passkey));

    /// <summary>An identity provider authenticated a person who may not sign in as this user.</summary>
    public static AuditEntry SignInRefused(AuditActor actor, UserId user, ExternalLogin login, string reason) => new(
        actor, AuditAction.SessionRefused, SubjectOf(user), After: TokenAudit.Json(json =>
        {
            json.WriteString("reason", reason);
            Write(json, login);
        }));

    /// <summary>One entry for each kind of change; none if nothing changes.</summary>
    public static IReadOnlyList<AuditEntry> Patched(AuditActor actor, User before, User after)
    {
        var entries = new List<AuditEntry>();
        // The same roles again, by an actor who may grant the retained ones as well: that is a decision too.
        if (!before.Roles.SequenceEqual(after.Roles) || (before.Kept is not null && after.Kept is null))
            entries.Add(Roles(actor, before, after));
        if (!before.Realms.Equals(after.Realms))
            entries.Add(Realms(actor, before, after));
        if (before.IsDisabled != after.IsDisabled)
            entries.Add(Disabled(actor, before, after.IsDisabled));
        if (before.CanCreateTokens != after.CanCreateTokens)
            entries.Add(CanCreate(actor, before, after.CanCreateTokens));
        if (before.Email != after.Email || before.Name != after.Name)
            entries.Add(Entry(actor, AuditAction.UserProfileChanged, before, ProfileOf(before), ProfileOf(after)));
        if (!Equals(before.Maintainers, after.Maintainers))
            entries.Add(Entry(actor, AuditAction.UserMaintainersChanged, before, MaintainersOf(before), MaintainersOf(after)));
        return entries;
    }

    public static string SubjectOf(UserId id) => "user:" + id;

    private static AuditEntry Entry(AuditActor actor, AuditAction action, User user, string? before = null, string? after = null) =>
        new(actor, action, SubjectOf(user.Id), before, after);

    private static string RolesOf(User user) => TokenAudit.Json(json => TokenAudit.Write(json, "roles", user.Roles.Select(one => one.Value)));

    private static string RealmsOf(User user) => TokenAudit.Json(json => TokenAudit.Write(json, "realms", user.Realms.Texts));

    private static void Describe(Utf8JsonWriter json, User user)
    {
        json.WriteString("email", user.Email);
        json.WriteString("name", user.Name);
        TokenAudit.Write(json, "roles", user.Roles.Select(one => one.Value));
        TokenAudit.Write(json, "realms", user.Realms.Texts);
        json.WriteBoolean("canCreateTokens", user.CanCreateTokens);
        json.WriteBoolean("disabled", user.IsDisabled);
        if (user.Login is { } login)
            Write(json, login);
        if (user.Maintainers is { } maintainers)
            Write(json, maintainers);
    }

    // With the number: the id may belong to another user when this is read.
    private static void Write(Utf8JsonWriter json, MaintainerSet maintainers) =>
        TokenAudit.Write(json, "maintainers", maintainers.All.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Id} #{one.Number}")));

    private static string MaintainersOf(User user) => TokenAudit.Json(json => Write(json, user.Maintainers ?? MaintainerSet.None));

    private static void Write(Utf8JsonWriter json, ExternalLogin login)
    {
        json.WriteString("issuer", login.Issuer);
        json.WriteString("subject", login.Subject);
    }

    private static string NameOf(Passkey passkey) => TokenAudit.Json(json => json.WriteString("passkey", passkey.Name));

    private static string DisabledOf(bool value) => TokenAudit.Json(json => json.WriteBoolean("disabled", value));

    private static string ProfileOf(User user) => TokenAudit.Json(json =>
    {
        json.WriteString("email", user.Email);
        json.WriteString("name", user.Name);
    });

    private static string CanCreateOf(bool value) => TokenAudit.Json(json => json.WriteBoolean("canCreateTokens", value));
}
