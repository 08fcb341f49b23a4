namespace TokenGateway.Management.Api.Requests;

/// <summary>A page of a list, and the start of the next one.</summary>
internal static class Page
{
    public const int DefaultLimit = 100;

    public const int MaxLimit = 500;

    /// <summary>
    /// Expects one item more than the limit, which shows whether there is a next page. The cursor names the last returned
    /// item instead of a count: insertions and deletions neither repeat nor skip items.
    /// </summary>
    public static (IReadOnlyList<T> Items, string? Next) Cut<T>(IReadOnlyList<T> found, int limit, string kind, Func<T, string> placeOf)
    {
        if (found.Count <= limit)
            return (found, null);
        return ([.. found.Take(limit)], Cursor.Write(kind, placeOf(found[limit - 1])));
    }
}
