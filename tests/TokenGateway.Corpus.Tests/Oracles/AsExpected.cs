using System.Text.Json.Nodes;
using TokenGateway.Corpus.Tests.Cases;
using TokenGateway.Corpus.Tests.Running;
using TokenGateway.Corpus.Tests.Wire;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>What the case itself says: statuses and wishes.</summary>
internal sealed class AsExpected : IOracle
{
    // What a dialect says in the words of its product.
    private static readonly string[] Wordings = ["code", "challenge", "nochallenge"];

    public IEnumerable<string> Judge(Observation seen)
    {
        var expected = seen.Trial.Case.Expect.For(seen.Trial.Carrier, seen.Trial.Route);
        for (var i = 0; i < expected.Count; i++)
        {
            var status = seen.Trial.Carrier == Carrier.Ws && seen.Replies[i].Status == 101 ? 200 : seen.Replies[i].Status;
            if (!expected[i].Holds(status) && !IsRefusedAlike(seen.Tokens.Dialect, expected[i], status))
                yield return $"answer {i + 1} is {seen.Replies[i]}, not {expected[i].Text}";
        }

        foreach (var fault in seen.Trial.Case.Wishes.Where(wish => !Holds(wish, seen)))
            yield return $"{fault.Key}={fault.Value} does not hold";
    }

    // Versio refuses a token that may not do this as one that is no token.
    private static bool IsRefusedAlike(string dialect, StatusWish expected, int status) => dialect == "Versio" && status == 401 && expected.Holds(403);

    private static bool Holds(Wish wish, Observation seen) => (!seen.Tokens.IsStandard && (Wordings.Contains(wish.Key) || wish is { Key: "head", Value: ['W', 'W', 'W', '-', ..] })) || HoldsAsSaid(wish, seen);

    private static bool HoldsAsSaid(Wish wish, Observation seen) => wish.Key switch
    {
        "target" => seen.Upstream.All(one => one.Target == Expand(wish.Value, seen)),
        "method" => seen.Upstream.All(one => one.Method == wish.Value),
        "absent" => seen.Upstream.All(one => wish.Value.Split(',').All(name => !one.Fields.Any(field => SameName(field.Key, name)))),
        "has" => seen.Upstream.All(one => one.Fields.Any(field => $"{field.Key}:{field.Value}".Equals(wish.Value, StringComparison.OrdinalIgnoreCase))),
        "once" => seen.Upstream.All(one => one.Fields.Count(field => SameName(field.Key, wish.Value)) == 1),
        "nocookie" => seen.Upstream.All(one => !HasPart(one.ValuesOf("Cookie"), wish.Value)),
        "noupgrade" => seen.Upstream.All(one => !HasPart(one.ValuesOf("Upgrade"), wish.Value)),
        "challenge" => seen.Replies.All(reply => HasPart(reply.HeadersOf("WWW-Authenticate"), wish.Value)),
        "nochallenge" => seen.Replies.All(reply => !HasPart(reply.HeadersOf("WWW-Authenticate"), wish.Value)),
        "vary" => seen.Replies.All(reply => wish.Value.Split(',').All(name => HasPart(reply.HeadersOf("Vary"), name))),
        "noecho" => seen.Replies.All(reply => !reply.Body.Contains(wish.Value, StringComparison.OrdinalIgnoreCase)),
        "code" => seen.Replies.All(reply => reply.Status < 400 || reply.Body.Length == 0 || JsonNode.Parse(reply.Body)!["code"]?.ToString() == wish.Value),
        "head" => seen.Replies.Where(reply => reply.Status != 0).All(reply => HasHeader(reply, wish.Value)),
        "nohead" => seen.Replies.All(reply => !reply.HeadersOf(wish.Value).Any()),
        "then" => seen.Stayed is null || seen.Stayed == (wish.Value == "stays"),
        _ => true,
    };

    private static bool HasPart(IEnumerable<string> values, string part) => values.Any(value => value.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static string Expand(string text, Observation seen) => seen.Tokens.Expand(text, CorpusRoutes.Prefixes[seen.Trial.Route]);

    private static bool SameName(string one, string other) => Letters(one) == Letters(other);

    private static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private static bool HasHeader(Reply reply, string wish)
    {
        var colon = wish.IndexOf(':', StringComparison.Ordinal);
        var (name, value) = (wish[..colon], wish[(colon + 1)..]);
        return reply.HeadersOf(name).Any(one => value.EndsWith('*')
            ? one.StartsWith(value[..^1], StringComparison.Ordinal)
            : one.Equals(value, StringComparison.Ordinal));
    }
}
