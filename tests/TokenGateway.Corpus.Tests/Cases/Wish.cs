namespace TokenGateway.Corpus.Tests.Cases;

/// <summary>
/// What a case wants beyond the status, as <c>key=value</c>:
/// <list type="bullet">
/// <item><c>target</c>, <c>method</c>: what the upstream got, exactly</item>
/// <item><c>absent</c>: names that no upstream header folds to, comma separated</item>
/// <item><c>has</c>: an upstream header, <c>Name:value</c>; <c>once</c>: a name that exactly one folds to</item>
/// <item><c>nocookie</c>, <c>noupgrade</c>: text that stands in no such upstream header</item>
/// <item><c>upstream</c>: how many requests reached it</item>
/// <item><c>cut</c>: <c>yes</c>, the request is let through and given up when its body turns out broken</item>
/// <item><c>as</c>: whose identity the upstream got (<c>alice</c>, <c>uma</c>, <c>none</c>)</item>
/// <item><c>code</c>: of the problem document</item>
/// <item><c>challenge</c>, <c>nochallenge</c>: text in <c>WWW-Authenticate</c>, or not; <c>vary</c>: names that it lists</item>
/// <item><c>noecho</c>: text that the answer does not repeat</item>
/// <item><c>head</c>: an answer's header, <c>Name:value</c> or <c>Name:value*</c>; <c>nohead</c>: a name it lacks</item>
/// <item><c>then</c>: <c>stays</c> (the connection serves another request), <c>closes</c>, or <c>dies</c> (it closes when <c>{brief}</c>,
/// a token of the trial's own, is deleted)</item>
/// </list>
/// </summary>
public sealed record Wish(string Key, string Value)
{
    private static readonly string[] Keys =
    [
        "target", "method", "absent", "has", "once", "nocookie", "noupgrade", "upstream", "cut", "as", "code", "challenge", "nochallenge",
        "vary", "noecho", "head", "nohead", "then",
    ];

    /// <exception cref="FormatException">Not <c>key=value</c>, or no such key.</exception>
    public static IReadOnlyList<Wish> Parse(string column) => column == "-" ? [] : [.. column.Split(' ').Select(One)];

    private static Wish One(string part)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || !Keys.Contains(part[..equals], StringComparer.Ordinal))
            throw new FormatException($"'{part}' is no wish; known are {string.Join(", ", Keys)}.");
        return new Wish(part[..equals], Escapes.Decode(part[(equals + 1)..]));
    }
}
