using TokenGateway.Corpus.Tests.Oracles;
using TokenGateway.Corpus.Tests.Running;
using TokenGateway.Corpus.Tests.Upstream;
using TokenGateway.Corpus.Tests.Wire;

namespace TokenGateway.Corpus.Tests.Fuzzing;

/// <summary>What holds for any bytes at all, with no word on how they should be answered.</summary>
internal static class FuzzOracle
{
    private static readonly string[] Owners = ["alice", "uma"];
    private static readonly string[] Open = ["public", "rest", "preflight", "hosted", "verbs", "modes", "acts", "ties", "tied"];

    public static IEnumerable<string> Judge(
        CorpusTokens tokens, IReadOnlyList<Reply> replies, IReadOnlyList<UpstreamRequest> upstream, IReadOnlyList<string> faults, bool whole)
    {
        foreach (var fault in faults)
            yield return "the upstream got bytes that are no request: " + fault;
        foreach (var reply in replies.Where(reply => reply.Status >= 500 && reply.Status != 505))
            yield return $"an answer is a failure: {reply}";
        if (whole && upstream.Count > replies.Count(reply => reply.HeadersOf("X-Upstream").Any()))
            yield return $"{upstream.Count} requests reached the upstream and {replies.Count} answers came";
        foreach (var fault in upstream.SelectMany(request => JudgeOne(request, tokens)))
            yield return fault;
    }

    private static IEnumerable<string> JudgeOne(UpstreamRequest request, CorpusTokens tokens)
    {
        var identities = request.Fields.Where(field => Folds(field.Key) == "x-auth-user").ToList();
        if (identities.Count > 1)
            yield return "identity stands twice: " + request;
        else if (identities.Exists(one => one.Key != "X-Auth-User" || !Owners.Contains(one.Value)))
            yield return "identity is forged: " + request;
        else if (identities.Count == 0 && !Open.Contains(request.Route))
            yield return "no identity reached a guarded route: " + request;
        else if (request.Route == "admin" || (request.Route == "limited" && identities[0].Value != "alice"))
            yield return "who lacks the right got through: " + request;
        foreach (var fault in SamePolicy.Judge(request))
            yield return fault;
        if (Secret(request, tokens) is { } found)
            yield return $"{found} reached the upstream: {request}";
    }

    // In a header or the query. A token in the path of a route for everybody that nobody presented is the client's own text,
    // as is one that was damaged on the way.
    private static string? Secret(UpstreamRequest request, CorpusTokens tokens)
    {
        var query = request.Target.IndexOf('?', StringComparison.Ordinal);
        var text = (query < 0 ? "" : request.Target[query..]) + string.Join('\n', request.Fields.Where(field => field.Key != "X-Forwarded-Host").Select(field => field.ToString()));
        for (var round = 0; round <= 3; round++)
        {
            if (tokens.Secrets.FirstOrDefault(secret => secret != tokens.Broken && text.Contains(secret, StringComparison.Ordinal)) is { } found)
                return found[..8] + "...";
            text = Uri.UnescapeDataString(text);
        }

        return null;
    }

    private static string Folds(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
}
