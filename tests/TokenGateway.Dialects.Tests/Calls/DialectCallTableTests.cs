using TokenGateway.Dialects.Calls;
using TokenGateway.Dialects.Tests.Products;

namespace TokenGateway.Dialects.Tests.Calls;

public sealed class DialectCallTableTests
{
    private static readonly DialectCallTable Gcore = DialectCallTable.Create(Product.Of("Gcore"))!;

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
    public void A_dialect_without_calls_has_no_table() => DialectCallTable.Create(Product.Of("Versio")).ShouldBeNull();

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
