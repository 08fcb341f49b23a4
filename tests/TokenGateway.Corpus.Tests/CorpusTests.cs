using TokenGateway.Corpus.Tests.Running;

namespace TokenGateway.Corpus.Tests;

/// <summary>Every case of the corpus, on every carrier and route it asks for, under every oracle.</summary>
public sealed class CorpusTests(CorpusGateway gateway) : IClassFixture<CorpusGateway>
{
    public static TheoryData<string> Ids => [.. Cases.Corpus.Cases.Select(one => one.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Case(string id)
    {
        var faults = await CaseRun.RunAsync(gateway, Cases.Corpus.Case(id));
        faults.ShouldBeEmpty(string.Join('\n', faults));
    }
}
