using TokenGateway.Corpus.Tests.Running;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>S: no value of a token in any upstream byte or in any answer. The log is searched once per case.</summary>
internal sealed class NoSecret : IOracle
{
    public IEnumerable<string> Judge(Observation seen)
    {
        foreach (var request in seen.Upstream)
        {
            if (SecretHunt.FirstIn(request.Text, seen.Tokens.Secrets) is { } found)
                yield return $"S: {found} reached the upstream: {request.Text}";
        }

        foreach (var reply in seen.Replies)
        {
            var text = string.Join('\n', reply.Headers.Select(one => one.Key + ": " + one.Value)) + "\n" + reply.Body;
            if (SecretHunt.FirstIn(text, seen.Tokens.Secrets) is { } found)
                yield return $"S: {found} stands in the answer: {text}";
        }

        foreach (var fault in seen.Cut.Concat(seen.Faults))
        {
            if (SecretHunt.FirstIn(fault, seen.Tokens.Secrets) is { } found)
                yield return $"S: {found} reached the upstream: {fault}";
        }
    }
}
