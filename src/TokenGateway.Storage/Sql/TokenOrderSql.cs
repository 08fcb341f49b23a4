using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sql;

/// <summary>
/// The order of a list of <c>tokens t</c> with <c>token_usage g</c>, and the condition that a row comes after the token
/// <c>@after</c> in it. A page begins by a place in the order and not by a count, so that what comes and goes shifts nothing.
/// </summary>
internal static class TokenOrderSql
{
    /// <summary>With <c>AND</c> behind it; empty: from the first.</summary>
    /// <param name="order">Which.</param>
    /// <param name="isFirst">No token is named that all shall come after.</param>
    /// <param name="whose">
    /// What holds for <c>tokens a</c>, the token that is named, with <c>AND</c> before it: nothing comes after one that the list
    /// would not show, or where one's own tokens stand would tell somebody else's names and times.
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
