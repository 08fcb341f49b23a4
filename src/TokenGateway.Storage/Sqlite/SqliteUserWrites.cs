using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;
using TokenGateway.Storage.Sql;

namespace TokenGateway.Storage.Sqlite;

/// <summary>What is done to users inside a transaction; each appends its change there too.</summary>
internal static class SqliteUserWrites
{
    public static User? Add(SqliteWrite write, User user, string? passwordHash, AuditEntry audit)
    {
        SqliteIdentities.RequireFree(write, user.Id.Value, user.Id);
        SqliteIdentities.RequireFree(write, user.Email, user.Id);
        var isAdded = AppendIf(write, user.Id, audit, write.Execute(
            """
            INSERT INTO users (id, id_key, email, email_key, name, roles, realms, disabled, can_create_tokens, password_hash, created_at)
            VALUES (@id, @idKey, @email, @emailKey, @name, @roles, @realms, @disabled, @canCreateTokens, @passwordHash, @createdAt)
            ON CONFLICT (id) DO NOTHING
            """,
            new
            {
                id = user.Id.Value,
                idKey = IdentityKey.Of(user.Id.Value),
                email = user.Email,
                emailKey = KeyOf(user.Email),
                name = user.Name,
                roles = NameList.Write(user.Roles),
                realms = NameList.Write(user.Realms),
                disabled = user.IsDisabled,
                canCreateTokens = user.CanCreateTokens,
                passwordHash,
                createdAt = user.CreatedAt.UtcTicks,
            }));
        return isAdded ? user with { Number = write.ReadNumber("SELECT number FROM users WHERE id = @id", new { id = user.Id.Value }) } : null;
    }

    public static bool SetRoles(SqliteWrite write, UserId id, ImmutableArray<RoleName> roles, AuditEntry audit) => AppendIf(write, id, audit, write.Execute(
        "UPDATE users SET roles = @roles WHERE id = @id", new { id = id.Value, roles = NameList.Write(roles) }));

    public static bool SetCanCreateTokens(SqliteWrite write, UserId id, bool canCreateTokens, AuditEntry audit) => AppendIf(write, id, audit, write.Execute(
        "UPDATE users SET can_create_tokens = @canCreateTokens WHERE id = @id", new { id = id.Value, canCreateTokens }));

    public static bool SetDisabled(SqliteWrite write, UserId id, bool isDisabled, AuditEntry audit)
    {
        if (isDisabled)
            EndSessions(write, id);
        return AppendIf(write, id, audit, write.Execute(
            "UPDATE users SET disabled = @isDisabled WHERE id = @id", new { id = id.Value, isDisabled }));
    }

    public static bool Patch(SqliteWrite write, UserId id, UserPatch patch, IReadOnlyList<AuditEntry> audits)
    {
        if (audits.Count == 0)
            return write.ReadNumber("SELECT count(*) FROM users WHERE id = @id", new { id = id.Value }) > 0;
        if (patch.SetsEmail)
            SqliteIdentities.RequireFree(write, patch.Email, id);
        if (patch.IsDisabled == true)
            EndSessions(write, id);
        var isChanged = AppendIf(write, id, audits[0], write.Execute(
            """
            UPDATE users SET
                roles = coalesce(@roles, roles),
                realms = coalesce(@realms, realms),
                disabled = coalesce(@disabled, disabled),
                can_create_tokens = coalesce(@canCreateTokens, can_create_tokens),
                email = CASE WHEN @setsEmail THEN @email ELSE email END,
                email_key = CASE WHEN @setsEmail THEN @emailKey ELSE email_key END,
                name = CASE WHEN @setsName THEN @name ELSE name END
            WHERE id = @id
            """,
            new
            {
                id = id.Value,
                roles = patch.Roles is { } roles ? NameList.Write(roles) : null,
                realms = patch.Realms is { } realms ? NameList.Write(realms) : null,
                disabled = patch.IsDisabled,
                canCreateTokens = patch.CanCreateTokens,
                setsEmail = patch.SetsEmail,
                email = patch.Email,
                emailKey = KeyOf(patch.Email),
                setsName = patch.SetsName,
                name = patch.Name,
            }));
        foreach (var audit in isChanged ? audits.Skip(1) : [])
            write.Audit(audit);
        return isChanged;
    }

    public static bool SetPasswordHash(SqliteWrite write, UserId id, string? hash, AuditEntry audit)
    {
        var isChanged = AppendIf(write, id, audit, write.Execute(
            "UPDATE users SET password_hash = @hash WHERE id = @id", new { id = id.Value, hash }));
        EndSessions(write, id);
        return isChanged;
    }

    // Nothing that anyone knows of the user changes, so nobody is told.
    public static bool UpgradePasswordHash(SqliteWrite write, UserId id, string from, string to) => write.Execute(
        "UPDATE users SET password_hash = @to WHERE id = @id AND password_hash = @from", new { id = id.Value, from, to }) > 0;

    public static bool Delete(SqliteWrite write, UserId id, DateTimeOffset at, AuditEntry audit, Func<TokenId, AuditEntry> auditToken)
    {
        if (!AppendIf(write, id, audit, write.Execute("DELETE FROM users WHERE id = @id", new { id = id.Value })))
            return false;
        EndSessions(write, id);
        foreach (var number in write.ReadNumbers("SELECT id FROM tokens WHERE owner = @owner AND deleted_at IS NULL ORDER BY id", new { owner = id.Value }))
        {
            var token = TokenId.Stored(number);
            SqliteTokenWrites.Delete(write, token, at, auditToken(token));
        }

        return true;
    }

    private static string? KeyOf(string? email) => email is null ? null : IdentityKey.Of(email);

    private static void EndSessions(SqliteWrite write, UserId id) =>
        write.Execute("DELETE FROM sessions WHERE user = @id", new { id = id.Value });

    private static bool AppendIf(SqliteWrite write, UserId id, AuditEntry audit, int changed)
    {
        if (changed == 0)
            return false;
        write.Append(ChangeKind.UserChanged, id.Value);
        write.Audit(audit);
        return true;
    }
}
