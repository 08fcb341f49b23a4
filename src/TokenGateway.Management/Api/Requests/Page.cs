namespace TokenGateway.Management.Api.Requests;

/// <summary>A part of a list, and where the next one begins.</summary>
internal static class Page
{
    public const int DefaultLimit = 100;

    public const int MaxLimit = 500;

    /// <summary>
    /// Of one more than asked for: whether there is a next page is known without looking twice. The cursor names the last
    /// item that was given, not a count: what comes and goes meanwhile makes nothing appear twice or be left out.
    /// </summary>
    public static (IReadOnlyList<T> Items, string? Next) Cut<T>(IReadOnlyList<T> found, int limit, string kind, Func<T, string> placeOf)
    {
        if (found.Count <= limit)
            return (found, null);
        return ([.. found.Take(limit)], Cursor.Write(kind, placeOf(found[limit - 1])));
    }
}
