using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Tests.Intake;

namespace TokenGateway.Edge.Tests.Credentials;

public class SocketProtocolsTests
{
    private static readonly ImmutableArray<string> Prefixes = ["bearer."];

    [Theory]
    [InlineData("bearer.T", "", "T")]
    [InlineData("chat, bearer.T", "chat", "T")]
    [InlineData("bearer.T,chat,\tother", "chat, other", "T")]
    [InlineData("chat,,bearer.T,", "chat", "T")]
    [InlineData("bearer.x.T, chat", "chat", "x.T")]
    [InlineData("long.bearer.T", "", "T")]
    public void Item_behind_a_prefix_is_the_token_and_the_others_stay(string header, string rest, string token)
    {
        var headers = Headers(header);

        var found = SocketProtocols.Cut(headers, ["bearer.", "long.", "long.bearer."]).ShouldNotBeNull();

        found.Value.ShouldBe(token);
        found.Count.ShouldBe(1);
        found.Exact.ShouldBeTrue();
        found.HasEmpty.ShouldBeFalse();
        headers[SocketProtocols.Header].ToString().ShouldBe(rest);
        found.FirstOther.ShouldBe(rest.Length == 0 ? null : rest.Split(", ")[0]);
        headers.ContainsKey(SocketProtocols.Header).ShouldBe(rest.Length > 0);
    }

    [Theory]
    [InlineData("BEARER.T")]
    [InlineData("\"bearer.T\"")]
    [InlineData("chat, (Bearer.T")]
    public void Other_spelling_goes_and_authenticates_nobody(string header)
    {
        var headers = Headers(header);

        SocketProtocols.Cut(headers, Prefixes).ShouldNotBeNull().Exact.ShouldBeFalse();

        headers[SocketProtocols.Header].ToString().ShouldNotContain("bearer.", Case.Insensitive);
    }

    [Theory]
    [InlineData("caf\u00e9, bearer.T, chat", "chat")]
    [InlineData("a b, bearer.T", null)]
    public void What_cannot_be_a_protocol_is_not_answered(string header, string? first) =>
        SocketProtocols.Cut(Headers(header), Prefixes).ShouldNotBeNull().FirstOther.ShouldBe(first);

    [Fact]
    public void Every_line_and_every_token_counts()
    {
        var headers = Headers("chat, bearer.T", "bearer.U", "bearer.");

        var found = SocketProtocols.Cut(headers, Prefixes).ShouldNotBeNull();

        found.Count.ShouldBe(2);
        found.Value.ShouldBe("T");
        found.HasEmpty.ShouldBeTrue();
        headers[SocketProtocols.Header].ToString().ShouldBe("chat");
    }

    [Theory]
    [InlineData("chat,other")]
    [InlineData("bearer")]
    [InlineData("chat.bearer.T")]
    public void Header_without_ours_keeps_its_bytes_and_costs_nothing(string header)
    {
        var headers = Headers(header);

        SocketProtocols.Cut(headers, Prefixes).ShouldBeNull();

        headers[SocketProtocols.Header].ToString().ShouldBe(header);
        Allocation.Of(() => SocketProtocols.Cut(headers, Prefixes)).ShouldBe(0);
    }

    private static HeaderDictionary Headers(params string[] values) => new() { [SocketProtocols.Header] = new StringValues(values) };
}
