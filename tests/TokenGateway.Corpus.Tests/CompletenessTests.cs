using TokenGateway.Corpus.Tests.Cases;
using TokenGateway.Testing;

namespace TokenGateway.Corpus.Tests;

/// <summary>No promise without a case that tries it, and no case without a promise.</summary>
public sealed class CompletenessTests
{
    [Fact]
    public void Every_rule_has_a_case_or_names_the_tests_that_show_it() =>
        Cases.Corpus.Rules.Where(rule => rule.NeedsCase && !IsOracle(rule) && !Cases.Corpus.Cases.Any(one => one.Rules.Contains(rule.Id)))
            .Select(rule => rule.Id).ShouldBeEmpty();

    [Fact]
    public void Every_case_tries_rules_that_exist() =>
        Cases.Corpus.Cases.SelectMany(one => one.Rules.Where(id => !Cases.Corpus.Rules.Any(rule => rule.Id == id)).Select(id => $"{one.Id}: {id}")).ShouldBeEmpty();

    [Fact]
    public void Ids_are_unique() =>
        Cases.Corpus.Cases.Select(one => one.Id).Concat(Cases.Corpus.Rules.Select(rule => rule.Id))
            .GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();

    [Fact]
    public void Tests_that_rules_name_exist()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Configs.RepositoryRoot(), "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);
        Cases.Corpus.Rules.SelectMany(rule => rule.Tests).Where(test => !files.Contains(test)).ShouldBeEmpty();
    }

    // Checked on every case.
    private static bool IsOracle(Rule rule) => rule.Id.StartsWith("oracle-", StringComparison.Ordinal);
}
