using System.Buffers;

namespace TokenGateway.Core.Tokens;

/// <summary>Finds where a secret of base62 can begin: behind a separator, with enough such characters following it.</summary>
internal static class SecretRuns
{
    /// <summary>
    /// The first of <paramref name="separators"/>, at or behind <paramref name="from"/>, that at least
    /// <paramref name="length"/> characters of base62 follow, no separator being one of these; -1: there is none.
    /// </summary>
    /// <remarks>
    /// Looks at what follows from its end: a separator in front of a foreign character that is within the reach of an
    /// earlier one has it within its own. So a text of separators alone is not looked at behind each of them.
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
