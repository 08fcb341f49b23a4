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
        + "t.active, t.deleted_at, t.hint, t.description, t.external_id, t.not_before, t.addresses, t.overlap_ends_at, t.owner_number, t.leaked_at";

    public const int ColumnCount = 20;

    /// <summary>The last use, behind <see cref="Columns"/>, from <c>token_usage g</c>.</summary>
    public const string UsageColumns = "g.used_at, g.used_from, g.used_place";

    public static Token Read(IDataRecord row) => new()
    {
        Id = TokenId.Stored(row.GetInt64(0)),
        Name = row.GetString(1),
        Owner = UserId.Parse(SharedText.Of(row.GetString(2))),
        Realm = Realm.OfStored(SharedText.Of(row.GetString(3))),
        Role = RoleName.Parse(SharedText.Of(row.GetString(4))),
        Permissions = row.IsDBNull(5) ? (ImmutableArray<PermissionName>?)null : NameList.ReadPermissions(row.GetString(5)),
        Manages = (ManagementRights)row.GetInt32(6),
        CreatedAt = Moment.Read(row.GetInt64(7)),
        CreatedBy = SharedText.Of(row.GetString(8)),
        ExpiresAt = Moment.ReadNullable(row, 9),
        IsActive = row.GetBoolean(10),
        DeletedAt = Moment.ReadNullable(row, 11),
        Hint = row.GetString(12),
        Description = row.GetString(13),
        ExternalId = row.IsDBNull(14) ? null : ExternalId.Parse(row.GetString(14)),
        NotBefore = Moment.ReadNullable(row, 15),
        Addresses = row.IsDBNull(16) ? [] : AddressList.Read(row.GetString(16)),
        OverlapEndsAt = Moment.ReadNullable(row, 17),
        OwnerNumber = row.GetInt64(18),
        LeakedAt = Moment.ReadNullable(row, 19),
    };

    /// <summary>The same with what follows in <see cref="UsageColumns"/>.</summary>
    public static Token ReadWithUsage(IDataRecord row)
    {
        var token = Read(row);
        return row.IsDBNull(ColumnCount) ? token : token with
        {
            LastUse = new TokenUse(
                Moment.Read(row.GetInt64(ColumnCount)), row.IsDBNull(ColumnCount + 1) ? null : row.GetString(ColumnCount + 1),
                (TokenPlace)row.GetInt32(ColumnCount + 2)),
        };
    }
}
