using TokenGateway.Corpus.Tests.Running;
using TokenGateway.Corpus.Tests.Wire;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>Every refusal of ours: a challenge with 401, never stored, problem+json, no stack trace.</summary>
internal sealed class CleanRefusals : IOracle
{
    public IEnumerable<string> Judge(Observation seen) =>
        seen.Replies.Where(reply => reply.Status >= 400 && !reply.HeadersOf("X-Upstream").Any()).SelectMany(reply => JudgeOne(reply, seen));

    private static IEnumerable<string> JudgeOne(Reply reply, Observation seen)
    {
        // Some cases are about failures: what a host's own code did to the message, or the upstream to the answer.
        var tokens = seen.Tokens;
        var isExpected = seen.Trial.Case.Expect.For(seen.Trial.Carrier, seen.Trial.Route).Any(one => one.Text == $"{reply.Status}");
        if (reply.Status >= 500 && reply.Status != 505 && !isExpected)
            yield return $"R: a refusal is no failure: {reply}";
        if (reply.Status == 401 && !reply.HeadersOf("WWW-Authenticate").Any())
            yield return "R: 401 without WWW-Authenticate";
        if (reply.Body.Contains("   at ", StringComparison.Ordinal) || (tokens.IsStandard && reply.Body.Contains("Exception", StringComparison.Ordinal)))
            yield return "R: a stack trace: " + reply.Body;
        if (reply.HeadersOf("Server").Any())
            yield return "R: the server names itself";

        // Kestrel's own refusals have no body.
        if (reply.Body.Length == 0)
            yield break;
        if (reply.HeadersOf("Cache-Control").SingleOrDefault() != "no-store")
            yield return "R: a refusal may be stored";
        if (reply.HeadersOf("Content-Type").SingleOrDefault()?.StartsWith(tokens.IsStandard ? "application/problem+json" : "application/", StringComparison.Ordinal) != true)
            yield return "R: a refusal that is no problem+json, or no JSON of the dialect";
    }
}
