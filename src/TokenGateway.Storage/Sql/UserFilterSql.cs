using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// The condition on <c>users u</c> for a filter, each part with a leading <c>AND</c>; values are parameters <c>@contains</c> and
/// <c>@maintainer</c>.
/// </summary>
internal static class UserFilterSql
{
    public static string Where(UserFilter filter)
    {
        var where = "";

        // Redundant with a maintainer condition, but selects the index of service accounts.
        if (filter.IsOfServices)
            where += " AND u.maintainers IS NOT NULL";
        if (filter.IsService == false)
            where += " AND u.maintainers IS NULL";
        if (filter.Maintainer is not null)
            where += " AND u.maintainers LIKE @maintainer";
        if (filter.Contains is not null)
            where += " AND (LOWER(u.id) LIKE @contains ESCAPE '!' OR LOWER(u.email) LIKE @contains ESCAPE '!' OR LOWER(u.name) LIKE @contains ESCAPE '!')";
        return where;
    }
}
