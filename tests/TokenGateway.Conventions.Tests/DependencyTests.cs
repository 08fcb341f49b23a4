namespace TokenGateway.Conventions.Tests;

/// <summary>Dependencies go one way: Core is known by all and knows nobody; Edge knows neither what runs in the background nor what manages it.</summary>
public sealed class DependencyTests
{
    [Fact]
    public void Core_references_no_project_of_ours_no_web_no_database_no_proxy() =>
        ReferencesOf("TokenGateway.Core", reference => Product.IsOurs(reference)
            || reference.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || reference.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal)
            || reference.StartsWith("Microsoft.Data", StringComparison.Ordinal)
            || reference.StartsWith("SQLite", StringComparison.OrdinalIgnoreCase)
            || reference.StartsWith("Yarp", StringComparison.Ordinal)
            || reference is "Npgsql" or "StackExchange.Redis").ShouldBeEmpty();

    [Fact]
    public void Storage_references_Core_only_and_no_web() =>
        ReferencesOf("TokenGateway.Storage", reference => IsOursBut(reference, "TokenGateway.Core")
            || reference.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || reference.StartsWith("Yarp", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Dialects_reference_Core_only() =>
        ReferencesOf("TokenGateway.Dialects", reference => IsOursBut(reference, "TokenGateway.Core")).ShouldBeEmpty();

    [Fact]
    public void Configuration_references_Core_and_Dialects_only() =>
        ReferencesOf("TokenGateway.Configuration", reference => IsOursBut(reference, "TokenGateway.Core", "TokenGateway.Dialects")).ShouldBeEmpty();

    [Fact]
    public void Edge_references_neither_Hosting_nor_what_manages_it() =>
        ReferencesOf("TokenGateway.Edge", reference =>
            IsOursBut(reference, "TokenGateway.Core", "TokenGateway.Configuration", "TokenGateway.Storage", "TokenGateway.Dialects")).ShouldBeEmpty();

    [Fact]
    public void Hosting_references_what_it_joins() =>
        ReferencesOf("TokenGateway.Hosting", reference =>
            IsOursBut(reference, "TokenGateway.Core", "TokenGateway.Configuration", "TokenGateway.Storage", "TokenGateway.Dialects", "TokenGateway.Edge")).ShouldBeEmpty();

    // Of Hosting they take the periodic job; through it they could see the edge, and must not.
    [Fact]
    public void Notices_reference_Core_and_Hosting_only() =>
        ReferencesOf("TokenGateway.Notices", reference => IsOursBut(reference, "TokenGateway.Core", "TokenGateway.Hosting")
            || reference.StartsWith("Yarp", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Management_references_Core_and_Dialects_only() =>
        ReferencesOf("TokenGateway.Management", reference => IsOursBut(reference, "TokenGateway.Core", "TokenGateway.Dialects")
            || reference.StartsWith("Yarp", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Sample_upstream_knows_nothing_of_us() =>
        ReferencesOf("LegacyApi", Product.IsOurs).ShouldBeEmpty();

    [Fact]
    public void Nobody_references_the_executable() =>
        Product.Assemblies.Where(assembly => Product.ReferencesOf(assembly).Contains("tokengateway", StringComparer.OrdinalIgnoreCase))
            .Select(assembly => assembly.GetName().Name).ShouldBeEmpty();

    private static IEnumerable<string> ReferencesOf(string project, Func<string, bool> isForbidden)
    {
        var references = Product.ReferencesOf(Product.Load(project));
        references.ShouldNotBeEmpty();
        return references.Where(isForbidden);
    }

    private static bool IsOursBut(string reference, params string[] allowed) =>
        Product.IsOurs(reference) && !allowed.Contains(reference, StringComparer.Ordinal);
}
