using TokenGateway.Dialects.BuiltIn;
using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests.Documents;

/// <summary>
/// The tables in <c>docs/dialects</c> are written from the tests. After a change of them:
/// <c>TOKENGATEWAY_WRITE_DOCS=1 dotnet test tests/TokenGateway.Conformance.Tests --filter FullyQualifiedName~DocumentTests</c>.
/// </summary>
public sealed class DocumentTests
{
    private static readonly string Folder = Path.Combine(Configs.RepositoryRoot(), "docs", "dialects");

    public static TheoryData<string> Products { get; } = [.. BuiltInDialects.Registry.All.Skip(1).Select(one => one.Name)];

    [Fact]
    public Task Table_of_all_is_what_the_tests_show() =>
        CheckAsync("README.md", PromiseTable.OfAll(KeptPromise.All.Where(one => BuiltInDialects.Registry.Find(one.Dialect) is not null)));

    [Theory]
    [MemberData(nameof(Products))]
    public Task Table_of_a_dialect_is_what_its_tests_show(string dialect)
    {
        var promises = KeptPromise.All.Where(one => one.Dialect == dialect).ToList();
        promises.ShouldNotBeEmpty();
        return CheckAsync(dialect.ToLowerInvariant() + ".md", PromiseTable.Of(promises));
    }

    private static async Task CheckAsync(string file, string table)
    {
        var path = Path.Combine(Folder, file);
        var document = await File.ReadAllTextAsync(path);
        var expected = PromiseTable.Replace(document, table);
        if (Environment.GetEnvironmentVariable("TOKENGATEWAY_WRITE_DOCS") == "1")
            await File.WriteAllTextAsync(path, expected);
        (await File.ReadAllTextAsync(path)).ShouldBe(expected);
    }
}
