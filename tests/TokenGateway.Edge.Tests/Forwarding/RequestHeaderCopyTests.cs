using System.Text;
using Microsoft.AspNetCore.Http;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Forwarding;
using TokenGateway.Edge.Requests;
using TokenGateway.Edge.Tests.Stages;

namespace TokenGateway.Edge.Tests.Forwarding;

/// <summary>What leaves of a request's headers: everything, but what belongs to this hop, what is ours and what holds the secret.</summary>
public sealed class RequestHeaderCopyTests(StagedEdge edge) : IClassFixture<StagedEdge>
{
    private const string Secret = "T-0123456789abcdefghijklmnop";

    [Theory]
    [InlineData("Accept", "text/html")]
    [InlineData("Accept", "")]
    [InlineData("Cookie", "a=b; c=d")]
    [InlineData("User-Agent", "  odd ( agent")]
    [InlineData("If-Modified-Since", "not a date")]
    [InlineData("Content-Type", "no/media; type")]
    [InlineData("X_Underscore", "kept")]
    [InlineData("X-Latin", "caf\u00e9")]
    public void Header_of_the_client_leaves_as_it_came(string name, string value) =>
        Copy(Sent("any", (name, [value]))).ShouldContain($"{name}: {value}");

    [Fact]
    public void Repeated_header_stays_repeated_and_in_order() =>
        Copy(Sent("any", ("X-A", ["2", "1"]))).ShouldContain("X-A: 2\nX-A: 1");

    [Theory]
    [InlineData("Connection", "close")]
    [InlineData("Keep-Alive", "5")]
    [InlineData("Proxy-Authorization", "Basic eA==")]
    [InlineData("Proxy-Connection", "close")]
    [InlineData("TE", "gzip")]
    [InlineData("Trailer", "X-T")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("Upgrade", "h2c")]
    [InlineData("HTTP2-Settings", "AAMAAABk")]
    [InlineData("Upgrade-Insecure-Requests", "1")]
    [InlineData("Host", "other")]
    [InlineData(":path", "/other")]
    public void Header_of_this_hop_does_not(string name, string value) =>
        Copy(Sent("any", (name, [value]), ("X-Kept", ["1"]))).ShouldBe("X-Kept: 1\n");

    [Theory]
    [InlineData("HTTP/2", true)]
    [InlineData("HTTP/1.1", false)]
    public void Trailers_are_asked_for_where_the_client_may(string protocol, bool asked)
    {
        var sent = Sent("any", ("TE", ["trailers"]));
        sent.Context.Request.Protocol = protocol;

        Copy(sent).ShouldBe(asked ? "TE: trailers\n" : "");
    }

    [Fact]
    public void Own_credential_headers_stay_here()
    {
        var sent = Sent("any", ("Authorization", [$"Bearer {Secret}"]), ("X-API-Key", [Secret]), ("X-Kept", ["1"]));
        (sent.Request.StripsAuthorization, sent.Request.StripsHeaders) = (true, true);

        Copy(sent).ShouldBe("X-Kept: 1\n");
    }

    [Fact]
    public void An_authorization_of_the_upstreams_leaves() =>
        Copy(Sent("any", ("Authorization", ["Digest x"]))).ShouldBe("Authorization: Digest x\n");

    public static TheoryData<string, string> Copies => new()
    {
        { "plain", Secret },
        { "within", $"https://a.example/?x={Secret}&y" },
        { "percent-encoded", string.Concat(Secret.Select(letter => $"%{(int)letter:X2}")) },
        { "base64", Convert.ToBase64String(Encoding.ASCII.GetBytes(Secret)) },
        { "user and password", $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"user:{Secret}"))}" },
    };

    [Theory]
    [MemberData(nameof(Copies))]
    public void Header_that_holds_the_secret_in_any_form_does_not_leave(string form, string value)
    {
        var sent = Sent("any", ("X-Copy", ["first", value]), ("X-Kept", ["1"]));
        sent.Request.Credential = new PresentedCredential(Secret, 0, Secret.Length, CredentialPlaceKind.Header);

        Copy(sent).ShouldBe("X-Kept: 1\n", form);
    }

    [Fact]
    public void Name_that_is_the_secret_does_not_leave()
    {
        var sent = Sent("any", (Secret.ToLowerInvariant(), ["1"]), ("X-Kept", ["1"]));
        sent.Request.Credential = new PresentedCredential(Secret, 0, Secret.Length, CredentialPlaceKind.Header);

        Copy(sent).ShouldBe("X-Kept: 1\n");
    }

    [Theory]
    [InlineData("any", false)]
    [InlineData("override", true)]
    public void Denied_header_leaves_only_on_a_route_that_says_so(string route, bool leaves) =>
        Copy(Sent(route, ("X-HTTP-Method-Override", ["DELETE"]))).Length.ShouldBe(leaves ? "X-HTTP-Method-Override: DELETE\n".Length : 0);

    [Theory]
    [InlineData("Authorization")]
    [InlineData("Cookie")]
    public void Preflight_takes_no_credential_along(string name)
    {
        var sent = Sent("any", (name, ["x"]), ("Origin", ["https://app.example"]));
        sent.Request.Take(sent.Request.Decision with { IsPreflight = true });

        Copy(sent).ShouldBe("Origin: https://app.example\n");
    }

    [Fact]
    public void A_length_beside_chunks_is_nobodys()
    {
        var sent = Sent("any", ("Transfer-Encoding", ["chunked"]), ("Content-Length", ["3"]));
        using var message = new HttpRequestMessage { Content = new StreamContent(Stream.Null) };

        RequestHeaderCopy.Copy(sent.Context, sent.Request, message);

        message.Content.Headers.Contains("Content-Length").ShouldBeFalse();
    }

    [Fact]
    public void What_somebody_else_put_in_is_purged_by_the_same_rules()
    {
        var sent = Sent("any");
        sent.Request.StripsAuthorization = true;
        sent.Request.Credential = new PresentedCredential(Secret, 0, Secret.Length, CredentialPlaceKind.Header);
        using var message = new HttpRequestMessage { Content = new StreamContent(Stream.Null) };
        message.Headers.TryAddWithoutValidation("Authorization", "Bearer x");
        message.Headers.TryAddWithoutValidation("X-Auth-User", "root");
        message.Headers.TryAddWithoutValidation("X-Copy", Secret);
        message.Headers.TryAddWithoutValidation("X-Kept", "1");
        message.Content.Headers.TryAddWithoutValidation("Content-Language", Secret);

        RequestHeaderCopy.Purge(sent.Context, sent.Request, message);

        Text(message).ShouldBe("X-Kept: 1\n");
    }

    private (DefaultHttpContext Context, EdgeRequest Request) Sent(string route, params (string Name, string?[] Values)[] headers) => edge.On(route, "/x", headers);

    private static string Copy((DefaultHttpContext Context, EdgeRequest Request) sent)
    {
        using var message = new HttpRequestMessage();
        RequestHeaderCopy.Copy(sent.Context, sent.Request, message);
        return Text(message);
    }

    private static string Text(HttpRequestMessage message)
    {
        var lines = new StringBuilder();
        foreach (var header in message.Headers.NonValidated.Concat(message.Content?.Headers.NonValidated ?? default))
        {
            foreach (var value in header.Value)
                lines.Append(header.Key).Append(": ").Append(value).Append('\n');
        }

        return lines.ToString();
    }
}
