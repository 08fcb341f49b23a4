using TokenGateway.Dialects.BuiltIn;
using TokenGateway.Dialects.Calls;
using TokenGateway.Dialects.Tests.Products;

namespace TokenGateway.Dialects.Tests.Calls;

public sealed class DialectCallTableTests
{
    private static readonly DialectCallTable Gcore = DialectCallTable.Create(Product.Of("Gcore").Calls, _ => true)!;

    [Theory]
    [InlineData("/iam/v2/clients/456/tokens", "/iam/v2/clients/{clientId}/tokens")]
    [InlineData("/iam/v2/clients/456/tokens/", "/iam/v2/clients/{clientId}/tokens")]
    [InlineData("/IAM/V2/Clients/456/Tokens", "/iam/v2/clients/{clientId}/tokens")]
    [InlineData("/iam/clients/456/tokens/7", "/iam/clients/{clientId}/tokens/{id}")]
    [InlineData("/iam/clients/me", "/iam/clients/me")]
    [InlineData("/iam/users/me", "/iam/users/me")]
    public void Path_of_a_call_is_found(string path, string pattern) => Gcore.Match(path)!.Path.Pattern.ShouldBe(pattern);

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/iam")]
    [InlineData("/iam/users/you")]
    [InlineData("/iam/v2/clients/456")]
    [InlineData("/iam/v2/clients/456/tokens/7/8")]
    [InlineData("/iam/v2/clients//tokens")]
    [InlineData("/cloud/v1/projects")]
    [InlineData("/xiam/users/me")]
    public void Path_of_nobody_is_not(string path) => Gcore.Match(path).ShouldBeNull();

    [Fact]
    public void Value_of_a_path_is_told_and_methods_are_known()
    {
        var match = Gcore.Match("/iam/v2/clients/456/tokens/7")!;

        match.Values["clientId"].ShouldBe("456");
        match.Values["id"].ShouldBe("7");
        match.Path.Allow.ShouldBe("GET, HEAD, DELETE");
        match.Path.Find("HEAD")!.Method.ShouldBe("GET");
        match.Path.Find("PUT").ShouldBeNull();
    }

    [Fact]
    public void A_dialect_without_calls_has_no_table() => DialectCallTable.Create(Product.Of("Versio").Calls, _ => true).ShouldBeNull();

    [Fact]
    public void Every_dialect_names_the_parts_of_its_calls_and_no_others()
    {
        foreach (var definition in BuiltInDialects.Registry.All)
            definition.Parts.ShouldBe(definition.Create(new DialectSettings()).Calls.Select(call => call.Part).Distinct(), ignoreOrder: true, definition.Name);
    }

    [Fact]
    public void Parts_that_are_not_served_are_not_there()
    {
        var table = DialectCallTable.Create(Product.Of("Gcore").Calls, part => part != DialectParts.Account)!;

        table.Match("/iam/clients/me").ShouldBeNull();
        table.Match("/iam/users/me").ShouldNotBeNull();
        DialectCallTable.Create(Product.Of("Gcore").Calls, _ => false).ShouldBeNull();
    }

    [Theory]
    [InlineData("/iam/v2/clients/456/tokens", true, true)]
    [InlineData("/iam/users/me", false, false)]
    public void Every_method_of_a_path_about_tokens_is_ours_and_of_others_those_of_calls(string path, bool isWhole, bool takesAll)
    {
        var found = Gcore.Match(path)!.Path;

        found.IsWhole.ShouldBe(isWhole);
        found.Takes(null).ShouldBe(takesAll);
        found.Takes(["PUT"]).ShouldBe(takesAll);
        found.Takes(["GET", "HEAD"]).ShouldBeTrue();
    }

    [Fact]
    public void Asking_for_another_path_costs_nothing()
    {
        var path = new Microsoft.AspNetCore.Http.PathString("/cloud/v1/projects/1/instances");
        Gcore.Match(path).ShouldBeNull();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Gcore.Match(path);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }
}
