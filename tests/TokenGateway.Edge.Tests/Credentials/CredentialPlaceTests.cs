using TokenGateway.Edge.Credentials;

namespace TokenGateway.Edge.Tests.Credentials;

public class CredentialPlaceTests
{
    [Theory]
    [InlineData("Authorization: Bearer", "Scheme", "Bearer", "Authorization: Bearer")]
    [InlineData("authorization:apiToken", "Scheme", "apiToken", "Authorization: apiToken")]
    [InlineData(" X-API-Key ", "Header", "X-API-Key", "X-API-Key")]
    [InlineData("?api_token", "Query", "api_token", "?api_token")]
    [InlineData("sec-websocket-protocol:bearer.", "SocketProtocol", "bearer.", "Sec-WebSocket-Protocol: bearer.")]
    [InlineData("?token[]", "Query", "token[]", "?token[]")]
    public void Form_of_the_configuration_is_read_and_given_back(string text, string kind, string name, string written)
    {
        CredentialPlace.TryParse(text, out var place, out var error).ShouldBeTrue(error);

        place.Kind.ToString().ShouldBe(kind);
        place.Name.ShouldBe(name);
        place.ToString().ShouldBe(written);
        CredentialPlace.TryParse(place.ToString(), out var again, out _).ShouldBeTrue();
        again.ShouldBe(place);
        error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, "is empty")]
    [InlineData("", "is empty")]
    [InlineData("  ", "is empty")]
    [InlineData("Authorization", "needs a scheme")]
    [InlineData("AUTHORIZATION", "needs a scheme")]
    [InlineData("Authorization_", "needs a scheme")]
    [InlineData("Authorization:", "names no scheme")]
    [InlineData("Authorization: ", "names no scheme")]
    [InlineData("Authorization: Bear er", "no scheme")]
    [InlineData("Authorization: B\u0435arer", "no scheme")]
    [InlineData("X-API-Key: Bearer", "only Authorization")]
    [InlineData("Sec-WebSocket-Protocol", "needs a prefix")]
    [InlineData("Sec_WebSocket_Protocol", "needs a prefix")]
    [InlineData("Sec-WebSocket-Protocol:", "cannot begin a protocol's name")]
    [InlineData("Sec-WebSocket-Protocol: a,b", "cannot begin a protocol's name")]
    [InlineData("Sec-WebSocket-Key", "cannot hold a credential")]
    [InlineData("X API Key", "no header name")]
    [InlineData("X-Sch\u00fcssel", "no header name")]
    [InlineData("X-\nKey", "no header name")]
    [InlineData("___", "no header name")]
    [InlineData("Cookie", "cannot hold a credential")]
    [InlineData("cookie", "cannot hold a credential")]
    [InlineData("Host", "cannot hold a credential")]
    [InlineData("Connection", "cannot hold a credential")]
    [InlineData("Content-Length", "cannot hold a credential")]
    [InlineData("Content_Length", "cannot hold a credential")]
    [InlineData("Transfer-Encoding", "cannot hold a credential")]
    [InlineData("TE", "cannot hold a credential")]
    [InlineData("Upgrade", "cannot hold a credential")]
    [InlineData("Keep-Alive", "cannot hold a credential")]
    [InlineData("Trailer", "cannot hold a credential")]
    [InlineData("Proxy-Authorization", "cannot hold a credential")]
    [InlineData("X-Forwarded-Access-Token", "deny list")]
    [InlineData("?", "names no query parameter")]
    [InlineData("?a=b", "visible ASCII")]
    [InlineData("?a&b", "visible ASCII")]
    [InlineData("?a#", "visible ASCII")]
    [InlineData("?a%20b", "visible ASCII")]
    [InlineData("?a b", "visible ASCII")]
    [InlineData("?a+b", "visible ASCII")]
    [InlineData("?a;b", "visible ASCII")]
    [InlineData("??a", "visible ASCII")]
    [InlineData("?\u00fc", "visible ASCII")]
    public void Form_that_cannot_be_meant_is_refused_with_the_reason(string? text, string reason)
    {
        CredentialPlace.TryParse(text, out var place, out var error).ShouldBeFalse();

        place.ShouldBeNull();
        error.ShouldContain(reason);
    }

    [Fact]
    public void Name_beyond_128_characters_is_refused()
    {
        CredentialPlace.TryParse("?" + new string('a', 128), out _, out _).ShouldBeTrue();
        CredentialPlace.TryParse("?" + new string('a', 129), out _, out var error).ShouldBeFalse();
        error.ShouldContain("128");
    }
}
