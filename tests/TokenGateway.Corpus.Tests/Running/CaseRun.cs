using TokenGateway.Corpus.Tests.Cases;
using TokenGateway.Corpus.Tests.Oracles;

namespace TokenGateway.Corpus.Tests.Running;

/// <summary>Tries a case on every carrier and route it asks for.</summary>
internal static class CaseRun
{
    /// <summary>What was broken, with what was sent; empty: the case holds.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(CorpusGateway gateway, CorpusCase one)
    {
        var runner = new TrialRunner(gateway);
        var faults = new List<string>();
        foreach (var trial in Trial.Of(one))
        {
            try
            {
                var seen = await runner.RunAsync(trial);
                faults.AddRange(Bench.Judge(seen).Select(fault => $"{trial}: {fault}\n    sent: {Printable(seen.Sent)}"));
            }
            catch (OperationCanceledException)
            {
                faults.Add($"{trial}: no answer and no end in time");
                break;
            }
        }

        var log = gateway.ReadLog();
        if (SecretHunt.FirstIn(log, gateway.Tokens.Secrets) is { } found)
            faults.Add($"{one.Id}: S: {found} stands in the log: {LineWith(log, gateway.Tokens.Secrets)}");
        return faults;
    }

    private static string LineWith(string log, IReadOnlyList<string> secrets) =>
        log.Split('\n').FirstOrDefault(line => SecretHunt.FirstIn(line, secrets) is not null) ?? "(across lines)";

    private static string Printable(string text) =>
        text.Length > 600 ? Printable(text[..300]) + " ... " + Printable(text[^100..]) : text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
