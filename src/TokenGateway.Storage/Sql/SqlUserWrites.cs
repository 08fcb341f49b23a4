using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Tokens.Identities;

namespace TokenGateway.Storage.Sql;

/// <summary>Writes to users inside a transaction; each appends its change.</summary>
internal static class SqlUserWrites
{
    public static async Task<User?> AddAsync(SqlWrite write, User user, string? passwordHash, AuditEntry audit, WriteBasis basis)
    {
        await SqlIdentities.TakeAsync(write, user.Id.Value, user.Id, basis.CanGive);
        await SqlIdentities.TakeAsync(write, user.Email, user.Id, basis.CanGive);
        var isAdded = AppendIf(write, user.Id, audit, await write.ExecuteAsync(
            """
            INSERT INTO users (id, id_key, email, email_key, name, roles, realms, disabled, can_create_tokens, password_hash, created_at, issuer, subject, maintainers)
            VALUES (@id, @idKey, @email, @emailKey, @name, @roles, @realms, @disabled, @canCreateTokens, @passwordHash, @createdAt, @issuer, @subject, @maintainers)
            ON CONFLICT DO NOTHING
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
                issuer = user.Login?.Issuer,
                subject = user.Login?.Subject,
                maintainers = MaintainersText.Write(user.Maintainers),
            }));

        // Also releases the identities assigned for it.
        if (!isAdded)
            write.RollBack();
        return isAdded ? user with { Number = await write.ReadValueAsync<long>("SELECT number FROM users WHERE id = @id", new { id = user.Id.Value }) } : null;
    }

    public static Task<bool> SetRolesAsync(SqlWrite write, UserId id, ImmutableArray<RoleName> roles, AuditEntry audit, WriteBasis basis) =>
        PatchAsync(write, id, new UserPatch { Roles = roles }, [audit], basis);

    public static Task<bool> SetCanCreateTokensAsync(SqlWrite write, UserId id, bool canCreateTokens, AuditEntry audit, WriteBasis basis) =>
        PatchAsync(write, id, new UserPatch { CanCreateTokens = canCreateTokens }, [audit], basis);

    public static async Task<bool> SetDisabledAsync(SqlWrite write, UserId id, bool isDisabled, AuditEntry audit)
    {
        // The user first, so that no session opens after the others have ended.
        var isChanged = AppendIf(write, id, audit, await write.ExecuteAsync(
            "UPDATE users SET disabled = @isDisabled WHERE id = @id", new { id = id.Value, isDisabled }));
        if (isDisabled)
            await EndSessionsAsync(write, id);
        return isChanged;
    }

    public static async Task<bool> PatchAsync(SqlWrite write, UserId id, UserPatch patch, IReadOnlyList<AuditEntry> audits, WriteBasis basis)
    {
        // The current row, not that of the decision: a revoking change has no basis.
        if (await ReadAsync(write, id) is not { } before)
            return false;
        if (audits.Count == 0)
            return true;
        if (patch.SetsEmail)
            await SqlIdentities.TakeAsync(write, patch.Email, id, basis.CanGive);
        if (patch.IsDisabled == true)
            await EndSessionsAsync(write, id);
        var isChanged = AppendIf(write, id, audits[0], await write.ExecuteAsync(
            """
            UPDATE users SET
                kept = @kept,
                roles = coalesce(@roles, roles),
                realms = coalesce(@realms, realms),
                disabled = coalesce(@disabled, disabled),
                can_create_tokens = coalesce(@canCreateTokens, can_create_tokens),
                maintainers = coalesce(@maintainers, maintainers),
                email = CASE WHEN @setsEmail THEN @email ELSE email END,
                email_key = CASE WHEN @setsEmail THEN @emailKey ELSE email_key END,
                name = CASE WHEN @setsName THEN @name ELSE name END
            WHERE id = @id
            """,
            new
            {
                id = id.Value,
                kept = RightsText.Write(KeptRights.After(before, patch.Apply(before), patch.WritesRights, basis.CanGive)),
                roles = patch.Roles is { } roles ? NameList.Write(roles) : null,
                realms = patch.Realms is { } realms ? NameList.Write(realms) : null,
                disabled = patch.IsDisabled,
                canCreateTokens = patch.CanCreateTokens,
                maintainers = MaintainersText.Write(patch.Maintainers),
                setsEmail = patch.SetsEmail,
                email = patch.Email,
                emailKey = KeyOf(patch.Email),
                setsName = patch.SetsName,
                name = patch.Name,
            }));
        if (patch.SetsEmail)
            await SqlIdentities.ReleaseAsync(write, before.Email, KeptRights.AllOf(before));
        foreach (var audit in isChanged ? audits.Skip(1) : [])
            write.Audit(audit);
        return isChanged;
    }

    public static async Task<bool> SetPasswordHashAsync(SqlWrite write, UserId id, string? hash, AuditEntry audit)
    {
        var isChanged = AppendIf(write, id, audit, await write.ExecuteAsync(
            "UPDATE users SET password_hash = @hash WHERE id = @id", new { id = id.Value, hash }));
        await EndSessionsAsync(write, id);
        return isChanged;
    }

    // Nothing visible about the user changes, so there is no change record.
    public static async Task<bool> UpgradePasswordHashAsync(SqlWrite write, UserId id, string from, string to) => await write.ExecuteAsync(
        "UPDATE users SET password_hash = @to WHERE id = @id AND password_hash = @from", new { id = id.Value, from, to }) > 0;

    public static async Task<bool> DeleteAsync(SqlWrite write, UserId id, DateTimeOffset at, AuditEntry audit, Func<TokenId, AuditEntry> auditToken)
    {
        if (await ReadAsync(write, id) is not { } user || !AppendIf(write, id, audit, await write.ExecuteAsync("DELETE FROM users WHERE id = @id", new { id = id.Value })))
            return false;
        await SqlIdentities.ReleaseAsync(write, user.Id.Value, KeptRights.AllOf(user));
        await SqlIdentities.ReleaseAsync(write, user.Email, KeptRights.AllOf(user));
        await EndSessionsAsync(write, id);
        await write.ExecuteAsync("DELETE FROM passkeys WHERE user_id = @id", new { id = id.Value });
        foreach (var number in await write.ReadRowsAsync(
                     "SELECT id FROM tokens WHERE owner = @owner AND deleted_at IS NULL ORDER BY id", new { owner = id.Value }, row => row.GetInt64(0)))
        {
            var token = TokenId.Stored(number);
            await SqlTokenWrites.DeleteAsync(write, token, at, auditToken(token));
        }

        return true;
    }

    /// <summary>In a transaction, locks the user's row.</summary>
    internal static Task<User?> ReadAsync(SqlSession session, UserId id) => session.ReadRowAsync(
        $"SELECT {UserRow.Columns} FROM users u WHERE u.id = @id{session.ForUpdate}", new { id = id.Value }, row => UserRow.Read(row));

    private static string? KeyOf(string? email) => email is null ? null : IdentityKey.Of(email);

    private static Task<int> EndSessionsAsync(SqlWrite write, UserId id) =>
        write.ExecuteAsync("DELETE FROM sessions WHERE user_id = @id", new { id = id.Value });

    private static bool AppendIf(SqlWrite write, UserId id, AuditEntry audit, int changed)
    {
        if (changed == 0)
            return false;
        write.Append(ChangeKind.UserChanged, id.Value);
        write.Audit(audit);
        return true;
    }
}
