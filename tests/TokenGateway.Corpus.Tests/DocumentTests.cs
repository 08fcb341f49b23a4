using TokenGateway.Corpus.Tests.Documents;
using TokenGateway.Testing;

namespace TokenGateway.Corpus.Tests;

/// <summary>
/// <c>docs/security-corpus.md</c> is written from the data files. After a change of them:
/// <c>TOKENGATEWAY_WRITE_DOCS=1 dotnet test tests/TokenGateway.Corpus.Tests --filter FullyQualifiedName~DocumentTests</c>.
/// </summary>
public sealed class DocumentTests
{
    [Fact]
    public async Task Document_is_what_the_data_say()
    {
        var path = Path.Combine(Configs.RepositoryRoot(), "docs", "security-corpus.md");
        var expected = CorpusDocument.Write();
        if (Environment.GetEnvironmentVariable("TOKENGATEWAY_WRITE_DOCS") == "1")
            await File.WriteAllTextAsync(path, expected);
        (await File.ReadAllTextAsync(path)).ShouldBe(expected);
    }
}
