using System.Text;

namespace TokenGateway.EndToEnd.Tests.Credentials;

/// <summary>Headers that a lenient parser behind the gateway might read as the token, and the gateway does not.</summary>
public sealed class MalformedCredentialTests(SampleEdge edge) : IClassFixture<SampleEdge>
{
    [Theory]
    [InlineData("Authorization: Bearer\t{T}")]
    [InlineData("Authorization: Bearer  {T}")]
    [InlineData("Authorization: Bearer {T} x")]
    [InlineData("Authorization: Bearer {T},{T}")]
    [InlineData("Authorization: Bearer{T}")]
    [InlineData("Authorization: Bearer \"{T}\"")]
    [InlineData("Authorization: 'Bearer {T}'")]
    [InlineData("Authorization: \"Bearer\" {T}")]
    [InlineData("Authorization: Bearer '{T}'")]
    [InlineData("Authorization: Bearer \u00a0{T}")]
    [InlineData("Authorization: Bearer {T}\u00a0")]
    [InlineData("Authorization: Bearer ")]
    [InlineData("Authorization: Bearer")]
    [InlineData("Authorization: ")]
    [InlineData("Authorization: Bearer:{T}")]
    [InlineData("Authorization: Bearer={T}")]
    [InlineData("Authorization: Bearer token={T}")]
    [InlineData("Authorization: \u0412earer {T}")]
    [InlineData("X-API-Key: ")]
    [InlineData("X-API-Key: Bearer {T}")]
    [InlineData("X-API-Key: \"{T}\"")]
    [InlineData("X-API-Key: {T} ,{T}")]
    public async Task A_malformed_header_is_refused_and_stays_here(string header)
    {
        foreach (var path in new[] { "/orders/1", "/status" })
        {
            // The raw client sends each character as a byte: non-ASCII text is sent as its UTF-8 bytes.
            var line = header.Replace("{T}", edge.Engineer, StringComparison.Ordinal);
            var exchange = await edge.GetAsync(path, Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(line)));

            exchange.Status.ShouldBe(401, path);
            exchange.Code.ShouldBe("invalid_token");
            exchange.Seen.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("Authorization: Bearer ")]
    [InlineData("X-API-Key: ")]
    [InlineData("Authorization: Basic ")]
    public async Task A_value_longer_than_a_kilobyte_is_refused(string place)
    {
        var exchange = await edge.GetAsync("/orders/1", place + new string('a', 1025));

        exchange.Status.ShouldBe(401);
        exchange.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("?api_token=")]
    [InlineData("?api_token")]
    [InlineData("?api_token=+{T}")]
    [InlineData("?api_token=%20{T}")]
    [InlineData("?api_token={T}%00")]
    [InlineData("?api_token={T};x")]
    [InlineData("?api_token=\"{T}\"")]
    [InlineData("?API_TOKEN={T}")]
    [InlineData("?Api_Token={T}")]
    [InlineData("?%61pi_token={T}")]
    [InlineData("?%2561pi_token={T}")]
    [InlineData("?api%5ftoken={T}")]
    [InlineData("?+api_token={T}")]
    public async Task A_malformed_parameter_is_refused_and_stays_here(string query)
    {
        foreach (var path in new[] { "/orders/1", "/status" })
        {
            var exchange = await edge.GetAsync(path + query.Replace("{T}", edge.Engineer, StringComparison.Ordinal));

            exchange.Seen.ShouldBeEmpty(path);
            exchange.Code.ShouldBe("invalid_token", path);
        }
    }

    [Theory]
    [InlineData("X_API_Key: {T}")]
    [InlineData("X.API.Key: {T}")]
    [InlineData("X--API-Key: {T}")]
    [InlineData("x+api+key: {T}")]
    [InlineData("X-API-Key': {T}")]
    [InlineData("_X-API-Key_: {T}")]
    public async Task A_credential_header_under_another_spelling_does_not_authenticate(string header)
    {
        foreach (var path in new[] { "/orders/1", "/status" })
        {
            var exchange = await edge.GetAsync(path, header.Replace("{T}", edge.Engineer, StringComparison.Ordinal));

            exchange.Code.ShouldBe("invalid_token", path);
            exchange.Seen.ShouldBeEmpty();
        }
    }
}
