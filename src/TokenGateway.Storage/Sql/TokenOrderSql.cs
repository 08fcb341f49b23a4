using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// The order of a list of <c>tokens t</c> with <c>token_usage g</c>, and the condition that a row comes after the token
/// <c>@after</c>. A page begins at a position in the order instead of a count, so that insertions and deletions do not
/// shift it.
/// </summary>
internal static class TokenOrderSql
{
    /// <summary>With a trailing <c>AND</c>; empty: from the first.</summary>
    /// <param name="order">The order.</param>
    /// <param name="isFirst">Whether there is no token to continue after.</param>
    /// <param name="whose">
    /// The condition for <c>tokens a</c>, the named token, with a leading <c>AND</c>: nothing comes after a token that the
    /// list would not show, otherwise the position of the caller's own tokens would reveal other users' names and times.
    /// </param>
    public static string After(TokenOrder order, bool isFirst, string whose)
    {
        if (order.By == TokenOrderKey.Id)
            return order.IsDescending ? isFirst ? "" : "t.id < @after AND " : "t.id > @after AND ";
        return isFirst ? "" : $"({KeyOf(order.By, "t", "g")}, t.id) {(order.IsDescending ? "<" : ">")} ({PlaceOf(order.By, whose)}) AND ";
    }

    public static string OrderBy(TokenOrder order)
    {
        var direction = order.IsDescending ? "DESC" : "ASC";
        return order.By == TokenOrderKey.Id ? $"t.id {direction}" : $"{KeyOf(order.By, "t", "g")} {direction}, t.id {direction}";
    }

    private static string PlaceOf(TokenOrderKey key, string whose) =>
        $"SELECT {KeyOf(key, "a", "h")}, a.id FROM tokens a LEFT JOIN token_usage h ON h.token = a.id WHERE a.id = @after{whose}";

    // Never null: a comparison of rows with a null is neither true nor false.
    private static string KeyOf(TokenOrderKey key, string token, string usage) => key switch
    {
        TokenOrderKey.Name => $"LOWER({token}.name)",
        TokenOrderKey.Created => $"{token}.created_at",
        TokenOrderKey.Expires => $"coalesce({token}.expires_at, {long.MaxValue})",
        TokenOrderKey.LastUsed => $"coalesce({usage}.used_at, 0)",
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No such order."),
    };
}
