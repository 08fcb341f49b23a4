using TokenGateway.Testing;

namespace TokenGateway.Tests.Documents;

/// <summary>What a page links to in the repository is there, down to the heading.</summary>
public sealed class LinkTests
{
    private static readonly string Root = Configs.RepositoryRoot();

    public static TheoryData<string> Pages => [.. Page.Names];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string name) => FaultsOf(Page.Read(name)).ShouldBeEmpty();

    [Theory]
    [InlineData("[a](nowhere.md)", "nowhere.md: no such file")]
    [InlineData("[a](api.md#nothing)", "api.md#nothing: no such heading")]
    [InlineData("# One\n\n[a](#two)", "#two: no such heading")]
    [InlineData("[`a`](nowhere.md)", "nowhere.md: no such file")]
    public void Link_to_nothing_is_found(string text, string fault) => FaultsOf(Page.Of("docs/some.md", text)).ShouldHaveSingleItem().ShouldBe(fault);

    [Fact]
    public void Two_headings_of_one_name_have_anchors_of_their_own() =>
        FaultsOf(Page.Of("docs/some.md", "# A b, `C:d`\n\n# A b, `C:d`\n\n[a](#a-b-cd) [b](#a-b-cd-1)")).ShouldBeEmpty();

    private static List<string> FaultsOf(Page page) =>
        [.. page.Links.Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal)).Select(link => FaultOf(page, link)).OfType<string>()];

    private static string? FaultOf(Page page, string link)
    {
        var (path, anchor) = link.Split('#', 2) is [var one, var two] ? (one, two) : (link, null);
        var name = path.Length == 0 ? page.Name : Path.GetRelativePath(Root, Path.Combine(Root, Path.GetDirectoryName(page.Name)!, path));
        if (!Path.Exists(Path.Combine(Root, name)) && path.Length > 0)
            return $"{link}: no such file";
        return anchor is null || (path.Length == 0 ? page : Page.Read(name)).Anchors.Contains(anchor) ? null : $"{link}: no such heading";
    }
}
