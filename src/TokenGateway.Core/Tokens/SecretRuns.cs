using System.Buffers;

namespace TokenGateway.Core.Tokens;

/// <summary>Finds the possible beginnings of a base62 secret: after a separator, with enough base62 characters following.</summary>
internal static class SecretRuns
{
    /// <summary>
    /// The first of <paramref name="separators"/>, at or after <paramref name="from"/>, that at least
    /// <paramref name="length"/> base62 characters follow, where no separator is one of these; -1: none.
    /// </summary>
    /// <remarks>
    /// Scans the following characters from their end: a separator before a foreign character that is within reach of an
    /// earlier one has it within its own reach. This avoids a scan after each separator of a text of separators alone.
    /// </remarks>
    public static int Next<TMeter>(ReadOnlySpan<char> text, int from, SearchValues<char> separators, int length)
        where TMeter : struct, IWorkMeter
    {
        while (text.Length - from > length)
        {
            var ahead = text[from..].IndexOfAny(separators);
            TMeter.Add(ahead < 0 ? text.Length - from : ahead + 1);
            var at = from + ahead;
            if (ahead < 0 || text.Length - at <= length)
                return -1;
            var foreign = text.Slice(at + 1, length).LastIndexOfAnyExcept(Base62.Characters);
            TMeter.Add(length - Math.Max(foreign, 0));
            if (foreign < 0)
                return at;
            from = at + 1 + foreign;
        }

        return -1;
    }
}
