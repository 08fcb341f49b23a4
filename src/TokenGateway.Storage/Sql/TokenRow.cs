using System.Collections.Immutable;
using System.Data;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>A row of <c>tokens t</c> as a token. Times are UTC ticks (100 ns), so that none loses precision.</summary>
internal static class TokenRow
{
    /// <summary>In the order that <see cref="Read"/> expects, from the first column on.</summary>
    public const string Columns =
        "t.id, t.name, t.owner, t.realm, t.role, t.permissions, t.manages, t.created_at, t.created_by, t.expires_at, "
        + "t.active, t.deleted_at, t.hint";

    public const int ColumnCount = 13;

    public static Token Read(IDataRecord row) => new()
    {
        Id = TokenId.Stored(row.GetInt64(0)),
        Name = row.GetString(1),
        Owner = UserId.Parse(row.GetString(2)),
        Realm = Realm.Parse(row.GetString(3)),
        Role = RoleName.Parse(row.GetString(4)),
        Permissions = row.IsDBNull(5) ? (ImmutableArray<PermissionName>?)null : NameList.ReadPermissions(row.GetString(5)),
        Manages = (ManagementRights)row.GetInt32(6),
        CreatedAt = Moment.Read(row.GetInt64(7)),
        CreatedBy = row.GetString(8),
        ExpiresAt = Moment.ReadNullable(row, 9),
        IsActive = row.GetBoolean(10),
        DeletedAt = Moment.ReadNullable(row, 11),
        Hint = row.GetString(12),
    };
}
