namespace TokenGateway.EndToEnd.Tests.Credentials;

/// <summary>Exactly one credential is accepted: two parsers would pick different ones among several (RFC 6750, 2).</summary>
public sealed class AmbiguousCredentialTests(CredentialPlaceTests.Edge edge) : IClassFixture<CredentialPlaceTests.Edge>
{
    private static readonly string[] Places = ["Bearer", "APIKey", "apiToken", "Basic", "X-API-Key", "?api_token"];

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        for (var first = 0; first < Places.Length; first++)
        {
            for (var second = first; second < Places.Length; second++)
                pairs.Add(Places[first], Places[second]);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Two_credentials_are_refused_even_if_both_are_right(string first, string second)
    {
        foreach (var path in new[] { "/orders/1", "/status" })
        {
            var exchange = await SendAsync(path, first, second, edge.Engineer, edge.Engineer);

            exchange.Status.ShouldBe(400, path);
            exchange.Code.ShouldBe("ambiguous_credentials");
            exchange.Answer.HeadersOf("WWW-Authenticate").ShouldAllBe(one => one.EndsWith("error=\"invalid_request\"", StringComparison.Ordinal));
            exchange.Seen.ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_right_one_and_a_wrong_one_are_refused_alike(string first, string second)
    {
        var exchange = await SendAsync("/orders/1", first, second, edge.Engineer, "wrong");

        exchange.Code.ShouldBe("ambiguous_credentials");
        exchange.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("X_API_Key: {T}")]
    [InlineData("X.Api.Key: x")]
    [InlineData("x-api-key': ")]
    public async Task A_credential_header_under_another_spelling_counts(string alias)
    {
        var exchange = await edge.GetAsync(
            "/orders/1", "Authorization: Bearer " + edge.Engineer, alias.Replace("{T}", edge.Engineer, StringComparison.Ordinal));

        exchange.Code.ShouldBe("ambiguous_credentials");
        exchange.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/orders/1?API_TOKEN=x")]
    [InlineData("/orders/1?%61pi_token=x")]
    [InlineData("/orders/1?a=1;api_token=x")]
    public async Task A_credential_parameter_under_another_spelling_counts(string target)
    {
        var exchange = await edge.GetAsync(target, "Authorization: Bearer " + edge.Engineer);

        exchange.Code.ShouldBe("ambiguous_credentials");
        exchange.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/orders/1?api_token", "")]
    [InlineData("/orders/1?api_token=&a=1", "?a=1")]
    [InlineData("/orders/1?API_TOKEN=", "")]
    public async Task An_empty_credential_parameter_beside_a_header_goes_and_counts_not(string target, string query)
    {
        var exchange = await edge.GetAsync(target, "Authorization: Bearer " + edge.Engineer);

        exchange.Status.ShouldBe(200);
        exchange.Forwarded.Target.ShouldBe("/orders/1" + query);
    }

    private Task<Exchange> SendAsync(string path, string first, string second, string value, string other)
    {
        var headers = new List<string>();
        var query = new List<string>();
        Add(first, value);
        Add(second, other);
        return edge.GetAsync(query.Count == 0 ? path : path + "?" + string.Join('&', query), [.. headers]);

        void Add(string place, string token)
        {
            if (place.StartsWith('?'))
                query.Add(place[1..] + "=" + token);
            else if (place.StartsWith("X-", StringComparison.Ordinal))
                headers.Add(place + ": " + token);
            else
                headers.Add(place == "Basic" ? CredentialPlaceTests.Basic("u:" + token) : $"Authorization: {place} {token}");
        }
    }
}
