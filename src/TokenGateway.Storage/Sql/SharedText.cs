namespace TokenGateway.Storage.Sql;

/// <summary>
/// Shares strings that occur in many rows (owners, roles, realms), of which a hundred thousand cached tokens would hold as
/// many copies. A table of fixed size, in which a new string replaces the one in its slot.
/// </summary>
internal static class SharedText
{
    private const int Places = 4096;

    private static readonly string?[] Known = new string?[Places];

    public static string Of(string text)
    {
        ref var place = ref Known[(uint)text.GetHashCode(StringComparison.Ordinal) % Places];
        if (Volatile.Read(ref place) is { } known && known == text)
            return known;
        Volatile.Write(ref place, text);
        return text;
    }
}
