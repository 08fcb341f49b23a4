using System.Data;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>A row of <c>users u</c> as a user.</summary>
internal static class UserRow
{
    /// <summary>In the order that <see cref="Read"/> expects.</summary>
    public const string Columns = "u.id, u.email, u.name, u.roles, u.disabled, u.created_at, u.number, u.can_create_tokens, u.realms, u.kept, u.issuer, u.subject, u.maintainers";

    public const int ColumnCount = 13;

    /// <param name="row">The row.</param>
    /// <param name="at">The index of the first column in the row.</param>
    public static User Read(IDataRecord row, int at = 0) => new()
    {
        Id = UserId.Parse(SharedText.Of(row.GetString(at))),
        Email = row.IsDBNull(at + 1) ? null : SharedText.Of(row.GetString(at + 1)),
        Name = row.IsDBNull(at + 2) ? null : row.GetString(at + 2),
        Roles = NameList.ReadRoles(row.GetString(at + 3)),
        IsDisabled = row.GetBoolean(at + 4),
        CreatedAt = Moment.Read(row.GetInt64(at + 5)),
        Number = row.GetInt64(at + 6),
        CanCreateTokens = row.GetBoolean(at + 7),
        Realms = NameList.ReadRealms(row.GetString(at + 8)),
        Kept = row.IsDBNull(at + 9) ? null : RightsText.Read(row.GetString(at + 9)),
        Login = row.IsDBNull(at + 10) ? null : new ExternalLogin(SharedText.Of(row.GetString(at + 10)), row.GetString(at + 11)),
        Maintainers = row.IsDBNull(at + 12) ? null : MaintainersText.Read(row.GetString(at + 12)),
    };
}
