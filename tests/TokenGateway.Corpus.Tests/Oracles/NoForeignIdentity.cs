using TokenGateway.Corpus.Tests.Running;
using TokenGateway.Corpus.Tests.Upstream;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>
/// N: no header reaches the upstream whose folded name is a protected one, except ours, once, and of the right user.
/// </summary>
internal sealed class NoForeignIdentity : IOracle
{
    private static readonly string[] Protected =
        ["X-Auth-User", "X-Auth-Email", "X-Auth-Role", "X-Auth-Permissions", "X-Auth-Token-Id", "X-Auth-Assertion"];

    public IEnumerable<string> Judge(Observation seen)
    {
        var users = ExpectedUsers(seen);
        for (var i = 0; i < seen.Upstream.Count; i++)
        {
            foreach (var fault in JudgeOne(seen.Upstream[i], users[Math.Min(i, users.Length - 1)]))
                yield return fault;
        }
    }

    private static IEnumerable<string> JudgeOne(UpstreamRequest request, string user)
    {
        foreach (var name in Protected)
        {
            var spellings = request.Fields.Where(one => Fold(one.Key) == Fold(name)).ToList();
            var ours = user != "none" && name != "X-Auth-Assertion";
            if (spellings.Count > (ours ? 1 : 0))
                yield return $"N: {name} stands {spellings.Count} times: {string.Join(" | ", spellings)}";
            else if (spellings.Exists(one => one.Key != name))
                yield return $"N: {name} came as {spellings[0].Key}";
        }

        if (user == "none")
            yield break;
        if (request.ValuesOf("X-Auth-User").SingleOrDefault() is var got && got != user)
            yield return $"N: X-Auth-User is {got ?? "missing"}, not {user}";
        if (request.ValuesOf("X-Auth-Email").SingleOrDefault() is var mail && mail != user + "@example.com")
            yield return $"N: X-Auth-Email is {mail ?? "missing"}, not that of {user}";
    }

    /// <summary>By the wish <c>as</c>; else whoever's token the case sends.</summary>
    private static string[] ExpectedUsers(Observation seen)
    {
        if (seen.Trial.Case.WishesOf("as").SingleOrDefault() is { } named)
            return named.Split(',');
        var text = seen.Trial.Case.Request.Text;
        return text.Contains("{auth", StringComparison.Ordinal) || text.Contains("{good", StringComparison.Ordinal) || text.Contains("{basic", StringComparison.Ordinal)
            ? ["alice"]
            : text.Contains("{weak", StringComparison.Ordinal) ? ["uma"] : ["none"];
    }

    // As the rule says it, not as the product does it: lower case, everything else than a letter or digit is "-".
    private static string Fold(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
}
