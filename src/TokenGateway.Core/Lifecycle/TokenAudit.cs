using System.Buffers;
using System.Text;
using System.Text.Json;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Audit entries about tokens and users: JSON, without anything that authenticates.</summary>
internal static class TokenAudit
{
    private const string AlsoDeactivated = "alsoDeactivated";
    private const string ReasonMember = "reason";

    public static AuditEntry Made(Actor actor, AuditAction action, Token token) =>
        new(actor.Audit, action, SubjectOf(token.Id), After: Describe(token));

    public static AuditEntry Active(Actor actor, TokenId id, bool before, bool after) => new(
        actor.Audit, after ? AuditAction.TokenActivated : AuditAction.TokenDeactivated, SubjectOf(id),
        $$"""{"active":{{Text(before)}}}""", after || actor.Reason is null ? $$"""{"active":{{Text(after)}}}""" : Json(json =>
        {
            json.WriteBoolean("active", after);
            json.WriteString(ReasonMember, actor.Reason);
        }));

    public static AuditEntry Deleted(Actor actor, Token token) =>
        new(actor.Audit, AuditAction.TokenDeleted, SubjectOf(token.Id), Describe(token), actor.Reason is { } reason ? Json(json => json.WriteString(ReasonMember, reason)) : null);

    public static AuditEntry DeletedWithOwner(Actor actor, TokenId id) =>
        new(actor.Audit, AuditAction.TokenDeleted, SubjectOf(id), After: """{"with":"owner"}""");

    public static AuditEntry Rotated(Actor actor, Token token, DateTimeOffset? overlapEndsAt) => new(
        actor.Audit, AuditAction.TokenRotated, SubjectOf(token.Id), Json(json => json.WriteString("hint", token.Hint)),
        Json(json => Write(json, "overlapEndsAt", overlapEndsAt)));

    public static AuditEntry OverlapEnded(Actor actor, Token token) => new(
        actor.Audit, AuditAction.TokenOverlapEnded, SubjectOf(token.Id), Json(json => Write(json, "overlapEndsAt", token.OverlapEndsAt)));

    /// <summary>For a token whose previous secret a leaked token created.</summary>
    public static AuditEntry OverlapEndedWith(AuditActor actor, Token leaked, Token made) => new(
        actor, AuditAction.TokenOverlapEnded, SubjectOf(made.Id), Json(json => Write(json, "overlapEndsAt", made.OverlapEndsAt)),
        Json(json => json.WriteString("with", SubjectOf(leaked.Id))));

    /// <summary>A leak report; <c>alsoDeactivated</c> lists the other tokens that it deactivated.</summary>
    public static AuditEntry Leaked(AuditActor actor, Token token, IReadOnlyList<Token> made) => new(
        actor, AuditAction.TokenLeaked, SubjectOf(token.Id), Json(json => json.WriteBoolean("active", token.IsActive)), Json(json =>
        {
            json.WriteBoolean("active", token.Id.IsDeclared);
            if (made.Count > 0)
                Write(json, AlsoDeactivated, made.Select(one => one.Id.ToString()));
        }));

    /// <summary>For a token that a leaked one created. It notifies the owner if that is a different user.</summary>
    public static AuditEntry LeakedWith(AuditActor actor, Token leaked, Token made) => new(
        actor, made.Owner == leaked.Owner ? AuditAction.TokenDeactivated : AuditAction.TokenLeaked, SubjectOf(made.Id),
        Json(json => json.WriteBoolean("active", made.IsActive)), Json(json =>
        {
            json.WriteBoolean("active", false);
            json.WriteString("with", SubjectOf(leaked.Id));
        }));

    /// <summary>The other tokens that a report deactivated; empty: another record, or none.</summary>
    public static IReadOnlyList<TokenId> AlsoDeactivatedIn(string? after)
    {
        if (after is null)
            return [];
        using var json = JsonDocument.Parse(after);
        return json.RootElement.TryGetProperty(AlsoDeactivated, out var list)
            ? [.. list.EnumerateArray().Select(one => TokenId.TryParse(one.GetString(), out var id) ? id : default).Where(id => id != default)]
            : [];
    }

    /// <summary>The reason for a deactivation or deletion; null: another record, or no reason.</summary>
    public static string? ReasonIn(string? after)
    {
        if (after is null)
            return null;
        using var json = JsonDocument.Parse(after);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(ReasonMember, out var reason) ? reason.GetString() : null;
    }

    /// <summary>The presenter is unknown: the gateway is the actor, with the client's address.</summary>
    public static AuditEntry SecretReused(TokenId id, string? address) =>
        new(AuditActor.Gateway with { Address = address }, AuditAction.TokenSecretReused, SubjectOf(id));

    public static string SubjectOf(TokenId id) => "token:" + id;

    private static string Describe(Token token) => Json(json =>
    {
        json.WriteString("name", token.Name);
        if (token.Description.Length > 0)
            json.WriteString("description", token.Description);
        json.WriteString("owner", token.Owner.Value);
        json.WriteString("realm", token.Realm.Value);
        json.WriteString("role", token.Role.Value);
        if (token.Permissions is { } limit)
            Write(json, "permissions", limit.Select(one => one.Value));
        if (token.Manages != ManagementRights.None)
            Write(json, "manages", ManagementRightsNames.Of(token.Manages));
        if (token.ExternalId is { } chosen)
            json.WriteString("externalId", chosen.Value);
        Write(json, "notBefore", token.NotBefore);
        Write(json, "expiresAt", token.ExpiresAt);
        if (!token.Addresses.IsEmpty)
            Write(json, "addresses", token.Addresses.Select(one => one.ToString()));
        json.WriteString("hint", token.Hint);
    });

    internal static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    internal static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? moment)
    {
        if (moment is { } known)
            json.WriteString(name, known);
        else
            json.WriteNull(name);
    }

    private static string Text(bool value) => value ? "true" : "false";
}
