using TokenGateway.Corpus.Tests.Cases;
using TokenGateway.Corpus.Tests.Running;
using TokenGateway.Corpus.Tests.Wire;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>1:1: the upstream got exactly the requests that were sent and let through, byte for byte where they are ours to know.</summary>
internal sealed class OneToOne : IOracle
{
    public IEnumerable<string> Judge(Observation seen)
    {
        foreach (var fault in seen.Faults)
            yield return "1:1: the upstream got bytes that are no request: " + fault;
        if (seen.Cut.Count > 0 && !seen.Trial.Case.WishesOf("cut").Any())
            yield return "1:1: the upstream got a request without the end of its body: " + seen.Cut[0];
        var expected = seen.Trial.Case.WishesOf("upstream").SingleOrDefault() is { } number
            ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)
            : seen.Replies.Count(reply => reply.HeadersOf("X-Upstream").Any());
        if (seen.Upstream.Count != expected)
            yield return $"1:1: {seen.Upstream.Count} requests reached the upstream, not {expected}: {string.Join(" || ", seen.Upstream)}";
        if (seen.Trial.Case.Request.Form != RequestForm.Message || seen.Upstream.Count != 1)
            yield break;

        var sent = MessageText.Parse(seen.Sent);
        var got = seen.Upstream[0];
        if (!seen.Trial.Case.WishesOf("method").Any() && got.Method != sent.Method)
            yield return $"1:1: the method was {sent.Method} and became {got.Method}";
        if (!seen.Trial.Case.WishesOf("target").Any() && got.Target != sent.Target)
            yield return $"1:1: the target was {sent.Target} and became {got.Target}";
        if (got.Body != sent.Body)
            yield return $"1:1: the body was '{sent.Body}' and became '{got.Body}'";
    }
}
