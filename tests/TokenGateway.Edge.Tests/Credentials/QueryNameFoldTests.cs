using TokenGateway.Edge.Credentials;

namespace TokenGateway.Edge.Tests.Credentials;

public sealed class QueryNameFoldTests
{
    [Theory]
    [InlineData("api_token")]
    [InlineData("API.Token")]
    [InlineData("api token")]
    [InlineData("api[token")]
    [InlineData("api[token]")]
    [InlineData("api_token[]")]
    [InlineData("api_token [0]")]
    [InlineData("api.token[a][b]")]
    [InlineData("[api_token]")]
    [InlineData("]]api_token]")]
    [InlineData("  api_token")]
    public void Name_that_a_reader_folds_may_mean_the_place(string name) => QueryNameFold.MayMean(name, "api_token").ShouldBeTrue();

    [Theory]
    [InlineData("api-token")]
    [InlineData("apitoken")]
    [InlineData("api_tokens")]
    [InlineData("my.api_token")]
    [InlineData("filter[api_token]")]
    [InlineData("")]
    [InlineData("[]")]
    public void Other_name_means_itself(string name) => QueryNameFold.MayMean(name, "api_token").ShouldBeFalse();

    [Fact]
    public void Place_with_a_dot_is_meant_by_the_name_that_php_makes_of_it() => QueryNameFold.MayMean("api_token", "api.token").ShouldBeTrue();
}
