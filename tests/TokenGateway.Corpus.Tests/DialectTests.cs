using TokenGateway.Corpus.Tests.Cases;
using TokenGateway.Corpus.Tests.Running;
using TokenGateway.Dialects.BuiltIn;
using TokenGateway.Testing;

namespace TokenGateway.Corpus.Tests;

/// <summary>
/// The corpus in every dialect, under the same oracles: values of the product's shape, the product's defaults and words. With
/// <c>--long</c> all of it, otherwise some cases of each rule that a dialect has to do with: credentials, stripping, refusals, logs.
/// </summary>
public sealed class DialectTests
{
    private static readonly string[] Usual = ["credentials.", "strip.", "refusals.", "logs", "cookies"];

    /// <summary>Cases of each rule in the plain run.</summary>
    private const int Some = 4;

    private const string ColonInUser = "a value has a colon, which ends the user name of Basic (RFC 7617, 2)";

    /// <summary>What cannot hold for the values of a dialect, with the reason.</summary>
    private static readonly Dictionary<(string Dialect, string Case), string> Impossible = new()
    {
        [("Versio", "cred-basic-user")] = ColonInUser,
        [("Versio", "cred-basic-github")] = ColonInUser,
        [("Versio", "cred-basic-toggl")] = ColonInUser,
        [("Versio", "cred-basic-freshdesk")] = ColonInUser,
        [("GoodData", "copy-name")] = "a value may end in '=', which no name of a header holds: the line is refused",
    };

    public static TheoryData<string> Dialects { get; } = [.. BuiltInDialects.Registry.Names.Skip(1)];

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task Corpus_holds(string dialect)
    {
        var gateway = new CorpusGateway(dialect);
        await gateway.InitializeAsync();
        try
        {
            var faults = new List<string>();
            foreach (var one in CasesOf(dialect))
                faults.AddRange((await CaseRun.RunAsync(gateway, one)).Select(fault => $"{one.Id}: {fault}"));
            faults.ShouldBeEmpty(string.Join('\n', faults));
        }
        finally
        {
            await gateway.DisposeAsync();
        }
    }

    private static IEnumerable<CorpusCase> CasesOf(string dialect)
    {
        var possible = Cases.Corpus.Cases.Where(one => !Impossible.ContainsKey((dialect, one.Id)));
        return LongRun.IsOn ? possible : Usual.SelectMany(RulesOf).SelectMany(rule => possible.Where(one => one.Rules.Contains(rule)).Take(Some)).Distinct();
    }

    private static IEnumerable<string> RulesOf(string begin) =>
        Cases.Corpus.Cases.SelectMany(one => one.Rules).Where(rule => rule.StartsWith(begin, StringComparison.Ordinal)).Distinct();
}
