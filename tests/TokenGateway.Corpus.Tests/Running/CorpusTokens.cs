using System.Text;

namespace TokenGateway.Corpus.Tests.Running;

/// <summary>The values that cases present.</summary>
/// <param name="Good">Alice's: Engineers, with the permission of the limited route.</param>
/// <param name="Weak">Uma's: Users, without it.</param>
/// <param name="Lost">Lars's, of a realm that he does not have any more.</param>
/// <param name="Unknown">Of our shape with a right checksum, and nobody's.</param>
/// <param name="Broken">Of our shape with a wrong checksum.</param>
public sealed record CorpusTokens(string Good, string Weak, string Deleted, string Inactive, string Expired, string Lost, string Unknown, string Broken)
{
    /// <summary>Bea's: Engineers, made for one trial and deleted in the middle of it; null: none was made yet.</summary>
    public string? Brief { get; init; }

    /// <summary>
    /// In which the gateway speaks; what a dialect words in its own way is not held against it. In Gcore, which recognises
    /// Bearer and never takes it, cases say APIKey instead.
    /// </summary>
    public string Dialect { get; init; } = "Standard";

    public bool IsStandard => Dialect == "Standard";

    /// <summary>What must be found nowhere behind or beside the gateway.</summary>
    public IReadOnlyList<string> Secrets => [Good, Weak, Deleted, Inactive, Expired, Lost, Unknown, Broken, .. Brief is null ? Array.Empty<string>() : [Brief]];

    /// <summary>
    /// Puts values in: <c>{good}</c> and so on; <c>{good%}</c> percent-encoded whole, <c>{good%%}</c> twice,
    /// <c>{good%%%}</c> three times; <c>{good64}</c> in base64; <c>{basic}</c> as a Basic password; <c>{basicuser}</c> as the user, <c>{basicgithub}</c> and the like beside a word; <c>{auth}</c> as the
    /// whole header line; <c>{goodhead}</c> and <c>{goodtail}</c>, its two halves; <c>{*a*9000}</c> 9,000 times "a".
    /// </summary>
    public string Expand(string text, string at)
    {
        text = text.Replace("{at}", at, StringComparison.Ordinal)
            .Replace("{brief}", Brief, StringComparison.Ordinal)
            .Replace("{auth}", "Authorization: Bearer " + Good, StringComparison.Ordinal)
            .Replace("{basic}", Base64("any:" + Good), StringComparison.Ordinal)
            .Replace("{basicuser}", Base64(Good + ":"), StringComparison.Ordinal)
            .Replace("{basicgithub}", Base64(Good + ":x-oauth-basic"), StringComparison.Ordinal)
            .Replace("{basictoggl}", Base64(Good + ":api_token"), StringComparison.Ordinal)
            .Replace("{basicfreshdesk}", Base64(Good + ":X"), StringComparison.Ordinal)
            .Replace("{basicother}", Base64(Good + ":x-access-token"), StringComparison.Ordinal)
            .Replace("{goodhead}", Good[..(Good.Length / 2)], StringComparison.Ordinal)
            .Replace("{goodtail}", Good[(Good.Length / 2)..], StringComparison.Ordinal);
        foreach (var (name, value) in Named)
        {
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal)
                .Replace($"{{{name}64}}", Base64(value), StringComparison.Ordinal)
                .Replace($"{{{name}%}}", Percent(value, 1), StringComparison.Ordinal)
                .Replace($"{{{name}%%}}", Percent(value, 2), StringComparison.Ordinal)
                .Replace($"{{{name}%%%}}", Percent(value, 3), StringComparison.Ordinal);
        }

        return Repeats(Dialect == "Gcore" ? text.Replace("Bearer", "APIKey", StringComparison.OrdinalIgnoreCase) : text);
    }

    private (string Name, string Value)[] Named =>
        [("good", Good), ("weak", Weak), ("deleted", Deleted), ("inactive", Inactive), ("expired", Expired), ("lost", Lost), ("unknown", Unknown), ("broken", Broken)];

    private static string Base64(string text) => Convert.ToBase64String(Encoding.Latin1.GetBytes(text));

    private static string Percent(string text, int times)
    {
        text = string.Concat(text.Select(c => $"%{(int)c:x2}"));
        for (; times > 1; times--)
            text = text.Replace("%", "%25", StringComparison.Ordinal);
        return text;
    }

    private static string Repeats(string text)
    {
        for (var start = text.IndexOf("{*", StringComparison.Ordinal); start >= 0; start = text.IndexOf("{*", StringComparison.Ordinal))
        {
            var star = text.IndexOf('*', start + 3);
            var end = text.IndexOf('}', star);
            var times = int.Parse(text.AsSpan(star + 1, end - star - 1), System.Globalization.CultureInfo.InvariantCulture);
            var repeated = string.Concat(Enumerable.Repeat(text[(start + 2)..star], times));
            text = text[..start] + repeated + text[(end + 1)..];
        }

        return text;
    }
}
