using System.Text;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Headers;

/// <summary>After verification, the secret must not appear anywhere else in the request head.</summary>
public sealed class SecondCopyTests(SecondCopyTests.Edge edge) : IClassFixture<SecondCopyTests.Edge>
{
    [Theory]
    [InlineData("Referer: https://app.test/x?api_token={T}&y")]
    [InlineData("Referer: https://app.test/x?t={E}")]
    [InlineData("Referer: https://app.test/x?t={EE}")]
    [InlineData("X-Debug: {T}")]
    [InlineData("X-Debug: before{T}after")]
    [InlineData("X-Debug: {B}")]
    [InlineData("X-Debug: Basic {B}")]
    [InlineData("X-Debug: {B1}")]
    [InlineData("X-Debug: {B2}")]
    [InlineData("X-Debug: {BU}")]
    [InlineData("Cookie: t={T}")]
    [InlineData("User-Agent: curl {T}")]
    [InlineData("{T}: x")]
    [InlineData("x-{T}-y: x")]
    public async Task A_second_copy_in_a_header_stays_here(string header)
    {
        foreach (var path in new[] { "/orders/1", "/status", "/composed" })
        {
            foreach (var token in new[] { edge.User, Edge.Imported })
            {
                var exchange = await edge.GetAsync(path, "X-API-Key: " + token, Fill(header, token), "X-Kept: kept");

                exchange.Status.ShouldBe(200);
                exchange.Forwarded.Header("X-Kept").ShouldBe("kept");
                Secrets.FoundIn(exchange.Forwarded, token).ShouldBeEmpty();
            }
        }
    }

    [Theory]
    [InlineData("/orders/{T}")]
    [InlineData("/orders/a{T}b")]
    [InlineData("/orders/{E}")]
    [InlineData("/orders/1?{T}")]
    [InlineData("/orders/1?key={T}")]
    [InlineData("/orders/1?key={E}")]
    public async Task A_second_copy_in_the_target_never_arrives(string target)
    {
        foreach (var token in new[] { edge.User, Edge.Imported })
        {
            var exchange = await edge.GetAsync(Fill(target, token), "X-API-Key: " + token);

            // A parameter of our own shape can be removed; anything else cannot, and is refused.
            if (token == edge.User && target.Contains('?', StringComparison.Ordinal))
                exchange.Forwarded.Target.ShouldBe("/orders/1");
            else
                exchange.Code.ShouldBe("ambiguous_credentials");
            exchange.Seen.ShouldAllBe(seen => Secrets.FoundIn(seen, token).Count == 0);
        }
    }

    [Fact]
    public async Task A_host_that_holds_the_secret_never_arrives()
    {
        var exchange = await edge.SendRawAsync(RawRequest.Of("GET", "/orders/1", "X-API-Key: " + edge.User)
            .Replace("gateway.test", edge.User, StringComparison.Ordinal));

        exchange.Seen.ShouldAllBe(seen => Secrets.FoundIn(seen, edge.User).Count == 0);
    }

    [Fact]
    public async Task A_method_that_is_the_secret_never_arrives()
    {
        var exchange = await edge.SendAsync(edge.User, "/composed", "X-API-Key: " + edge.User);

        exchange.Seen.ShouldAllBe(seen => Secrets.FoundIn(seen, edge.User).Count == 0);
    }

    private static string Fill(string text, string token)
    {
        var encoded = string.Concat(Encoding.ASCII.GetBytes(token).Select(one => $"%{one:x2}"));
        string Base64(string before) => Convert.ToBase64String(Encoding.ASCII.GetBytes(before + token + "zz"));
        return text.Replace("{T}", token, StringComparison.Ordinal)
            .Replace("{EE}", encoded.Replace("%", "%25", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("{E}", encoded, StringComparison.Ordinal)
            .Replace("{BU}", Base64("").Replace('+', '-').Replace('/', '_').TrimEnd('='), StringComparison.Ordinal)
            .Replace("{B1}", Base64("a"), StringComparison.Ordinal).Replace("{B2}", Base64("ab"), StringComparison.Ordinal)
            .Replace("{B}", Base64(""), StringComparison.Ordinal);
    }

    public sealed class Edge() : EdgeFixture(
        """
        {
          "composed": { "ClusterId": "legacy", "Match": { "Path": "/composed" }, "TokenGateway": { "Policy": "Default" },
            "Transforms": [ { "ResponseHeader": "X-Composed", "Append": "yes", "When": "Always" } ] }
        }
        """,
        $$"""
        {
          "Users": { "ivy": { "Roles": ["Users"] } },
          "StaticTokens": [ { "Name": "imported", "User": "ivy", "Sha256": "{{TokenDigest.Of(Imported)}}" } ]
        }
        """)
    {
        /// <summary>A token of a foreign shape: recognizable only because it was presented.</summary>
        public const string Imported = "Zm9yZWlnbi10b2tlbi0xMjM0NTY3ODkw";
    }
}
