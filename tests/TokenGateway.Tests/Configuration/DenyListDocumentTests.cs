using TokenGateway.Edge.Intake;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Configuration;

/// <summary>What is dropped is written down: <c>docs/headers.md</c>.</summary>
public sealed class DenyListDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Configs.RepositoryRoot(), "docs", "headers.md"));

    [Fact]
    public void Every_name_is_in_the_document() => DenyList.Names.Where(name => !Document.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Every_beginning_is_in_the_document() => DenyList.Prefixes.Where(begin => !Document.Contains($"`{begin}*`", StringComparison.Ordinal)).ShouldBeEmpty();
}
