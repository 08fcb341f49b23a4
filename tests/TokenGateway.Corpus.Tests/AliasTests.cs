using TokenGateway.Corpus.Tests.Cases;
using TokenGateway.Corpus.Tests.Running;

namespace TokenGateway.Corpus.Tests;

/// <summary>Every pair of legal name characters as the separators of a protected name, on every carrier.</summary>
public sealed class AliasTests(CorpusGateway gateway) : IClassFixture<CorpusGateway>
{
    private const string Separators = "!#$%&'*+-.^_`|~";
    private const int HeadersARequest = 25;

    [Theory]
    [InlineData("X-Auth-User")]
    [InlineData("X-Auth-Email")]
    [InlineData("X-Auth-Role")]
    [InlineData("X-Auth-Assertion")]
    public async Task No_spelling_reaches_the_upstream(string name)
    {
        var parts = name.Split('-');
        var spellings = from one in Separators from other in Separators select $"{parts[0]}{one}{parts[1]}{other}{parts[2]}: root";
        foreach (var batch in spellings.Chunk(HeadersARequest))
        {
            var line = $"many\tbare-1\t*\tpublic protected\t200\t-\tGET {{at}}/x\\r\\n{{auth}}\\r\\n{string.Join("\\r\\n", batch)}\t-";
            (await CaseRun.RunAsync(gateway, CaseFile.Parse(line, "aliases", "here"))).ShouldBeEmpty();
        }
    }
}
