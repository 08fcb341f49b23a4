using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// The condition for a filter. Contains only the set members, so that an index applies; values are parameters <c>@owner
/// @ownerNumber @realm @inRealms @notRealms @role @externalId @contains @now @expiresBefore @unusedSince @createdFrom
/// @createdBefore @judgedCreated @judgedUsed @usedIn @after</c>, never part of the text.
/// </summary>
internal static class TokenFilterSql
{
    /// <param name="filter">The filter.</param>
    /// <param name="isFirst">Whether there is no token to continue after.</param>
    /// <param name="dialect">The dialect of the database.</param>
    public static string Where(TokenFilter filter, bool isFirst, SqlDialect dialect)
    {
        var whose = WhereWhose(filter, "t", dialect);
        var where = TokenOrderSql.After(filter.Order, isFirst, WhereWhose(filter, "a", dialect)) + WhereState(filter.State) + whose;
        if (filter.Role is not null)
            where += " AND t.role = @role";
        if (filter.ExternalId is not null)
            where += " AND t.external_id = @externalId";
        if (filter.Contains is not null)
            where += " AND (LOWER(t.name) LIKE @contains ESCAPE '!' OR LOWER(t.hint) LIKE @contains ESCAPE '!')";
        if (filter.ExpiresBefore is not null)
            where += " AND t.expires_at < @expiresBefore";
        if (filter.NeverExpires)
            where += " AND t.expires_at IS NULL";
        if (filter.UnusedSince is not null)
            where += " AND t.created_at < @unusedSince AND (g.used_at IS NULL OR g.used_at < @unusedSince)";
        if (filter.CreatedFrom is not null)
            where += " AND t.created_at >= @createdFrom";
        if (filter.CreatedBefore is not null)
            where += " AND t.created_at < @createdBefore";
        if (filter.NeverUsed)
            where += " AND g.used_at IS NULL";
        if (filter.IsOverPrivileged)
            where += $" AND {WhereState(TokenState.Active)} AND t.created_at <= @judgedCreated AND g.used_at >= @judgedUsed";
        if (filter.UsedIn is not null)
            where += " AND g.used_place = @usedIn";
        return where;
    }

    /// <summary>
    /// The <c>LIKE</c> pattern for a text anywhere in the result of <c>LOWER</c>, with escaped wildcards. Folds ASCII only,
    /// like the columns: a database would fold the pattern by its own settings.
    /// </summary>
    public static string? PatternOf(string? text) =>
        text is null ? null : $"%{Fold(text).Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";

    private static string Fold(string text) => string.Create(text.Length, text, static (folded, from) =>
    {
        for (var i = 0; i < from.Length; i++)
            folded[i] = char.IsAsciiLetterUpper(from[i]) ? char.ToLowerInvariant(from[i]) : from[i];
    });

    // Immutable properties: the position of a token that the caller may not see must not be revealed by an order either.
    private static string WhereWhose(TokenFilter filter, string token, SqlDialect dialect)
    {
        var where = "";
        if (filter.Owner is not null)
            where += $" AND {token}.owner = @owner";
        if (filter.OwnerNumber is not null)
            where += $" AND {token}.owner_number = @ownerNumber";
        if (filter.Realm is not null)
            where += $" AND {token}.realm = @realm";
        if (!filter.InRealms.IsEmpty)
            where += $" AND {dialect.In($"{token}.realm", "@inRealms")}";
        if (!filter.NotRealms.IsEmpty)
            where += $" AND NOT ({dialect.In($"{token}.realm", "@notRealms")})";
        return where;
    }

    private static string WhereState(TokenState? state) => state switch
    {
        null => "t.deleted_at IS NULL",
        TokenState.Deleted => "t.deleted_at IS NOT NULL",
        TokenState.Expired => "t.deleted_at IS NULL AND t.expires_at <= @now",
        TokenState.Active => "t.deleted_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > @now) AND t.active",
        TokenState.Inactive => "t.deleted_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > @now) AND NOT t.active",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };
}
