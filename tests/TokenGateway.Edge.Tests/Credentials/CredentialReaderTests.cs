using TokenGateway.Core.Tokens;
using TokenGateway.Edge.Authentication;
using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Tests.Intake;
using TokenGateway.Edge.Tests.Stages;

namespace TokenGateway.Edge.Tests.Credentials;

/// <summary>All places, exactly one. The global places are Bearer, Basic, X-API-Key and ?api_token; route "headers" takes X-API-Key alone.</summary>
public sealed class CredentialReaderTests(StagedEdge edge) : IClassFixture<StagedEdge>
{
    [Theory]
    [InlineData("any", "Authorization: Bearer T1", "T1", "Header")]
    [InlineData("any", "Authorization: bearer T1", "T1", "Header")]
    [InlineData("any", "Authorization: Basic VDE6", "T1", "Basic")]
    [InlineData("any", "Authorization: Basic OlQx", "T1", "Basic")]
    [InlineData("any", "X-API-Key: T1", "T1", "Header")]
    [InlineData("any", "?api_token=T1", "T1", "Query")]
    [InlineData("any", "?a=1&api_token=T1", "T1", "Query")]
    [InlineData("any", "X-API-Key: T1 | ?api_token=", "T1", "Header")]
    [InlineData("any", "?api_token=T1 | Authorization: Bearer ", "T1", "Query")]
    [InlineData("headers", "X-API-Key: T1", "T1", "Header")]
    public void One_token_is_found_in(string route, string sent, string token, string place)
    {
        var request = Read(route, sent, out var finding);

        finding.ShouldBe(CredentialFinding.One);
        request.Credential.PresentedToken.ToString().ShouldBe(token);
        request.Credential.Place.ShouldBe(Enum.Parse<TokenPlace>(place));
    }

    [Theory]
    [InlineData("any", "")]
    [InlineData("any", "Authorization: AWS4-HMAC-SHA256 Credential=x")]
    [InlineData("any", "X-Other: T1")]
    [InlineData("any", "?api_token[]=T1")]
    [InlineData("login", "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.x")]
    public void Nothing_is_found_in(string route, string sent)
    {
        var request = Read(route, sent, out var finding);

        finding.ShouldBe(CredentialFinding.None);
        request.Credential.IsPresent.ShouldBeFalse();
        request.StripsAuthorization.ShouldBeFalse();
    }

    [Theory]
    [InlineData("any", "Authorization: Bearer T1 | X-API-Key: T1")]
    [InlineData("any", "Authorization: Bearer T1 | ?api_token=T1")]
    [InlineData("any", "X-API-Key: T1 | X-API-Key: T1")]
    [InlineData("any", "Authorization: Bearer T1 | Authorization: Bearer T1")]
    [InlineData("any", "Authorization: Bearer T1 | Authorization: Digest x")]
    [InlineData("any", "?api_token=T1&api_token=T1")]
    [InlineData("any", "?api_token=T1&Api_Token=T2")]
    [InlineData("any", "Authorization: Bearer a b | X-API-Key: T1")]
    [InlineData("headers", "X-API-Key: T1 | ?api_token=T2")]
    [InlineData("headers", "X-API-Key: T1 | Authorization: Bearer T2")]
    public void Two_are_ambiguous_even_where_only_one_could_be_used(string route, string sent)
    {
        Read(route, sent, out var finding);

        finding.ShouldBe(CredentialFinding.Ambiguous);
    }

    [Theory]
    [InlineData("any", "Authorization: Bearer")]
    [InlineData("any", "Authorization: Bearer  T1")]
    [InlineData("any", "Authorization: Bearer\tT1")]
    [InlineData("any", "Authorization: Bearer T1, T2")]
    [InlineData("any", "Authorization: BearerT1")]
    [InlineData("any", "Authorization: Basic ???")]
    [InlineData("any", "X-API-Key: ")]
    [InlineData("any", "X-API-Key: a b")]
    [InlineData("any", "?api_token=")]
    [InlineData("any", "?API_TOKEN=T1")]
    [InlineData("headers", "Authorization: Bearer T1")]
    [InlineData("headers", "?api_token=T1")]
    public void One_that_cannot_be_used_is_no_token_and_not_nothing(string route, string sent)
    {
        var request = Read(route, sent, out var finding);

        finding.ShouldBe(CredentialFinding.Unusable);
        request.Credential.IsPresent.ShouldBeFalse();
    }

    [Theory]
    [InlineData("headers", "Authorization: Bearer T1", true, false)]
    [InlineData("headers", "Authorization: Basic VDE6", true, false)]
    [InlineData("any", "X-API-Key: T1", false, true)]
    [InlineData("any", "Authorization: Bearer a | Authorization: Bearer b", true, false)]
    [InlineData("any", "Authorization: Digest x", false, false)]
    [InlineData("login", "X-API-Key: T1", false, true)]
    public void What_is_a_place_somewhere_is_never_forwarded(string route, string sent, bool authorization, bool headers)
    {
        var request = Read(route, sent, out _);

        (request.StripsAuthorization, request.StripsHeaders).ShouldBe((authorization, headers));
    }

    [Theory]
    [InlineData(1, nameof(CredentialFinding.Unusable))]
    [InlineData(2, nameof(CredentialFinding.Ambiguous))]
    public void Values_under_another_spelling_count(int aliases, string expected)
    {
        var (context, request) = edge.On("any");
        request.AliasHeaders = aliases;

        CredentialReader.Read(context, request, request.Route!).ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("Authorization: Negotiate YII=", true)]
    [InlineData("Authorization: NTLM TlRM", true)]
    [InlineData("Authorization: Digest x", false)]
    public void A_scheme_that_signs_the_connection_in_is_noted(string sent, bool expected) =>
        Read("any", sent, out _).SignsConnectionIn.ShouldBe(expected);

    [Theory]
    [InlineData("Authorization: Bearer T1")]
    [InlineData("X-API-Key: T1")]
    [InlineData("?api_token=T1")]
    [InlineData("X-Other: T1")]
    public void Reading_allocates_nothing(string sent)
    {
        var (context, request) = Sent("any", sent);

        Allocation.Of(() => CredentialReader.Read(context, request, request.Route!)).ShouldBe(0);
    }

    private TokenGateway.Edge.Requests.EdgeRequest Read(string route, string sent, out CredentialFinding finding)
    {
        var (context, request) = Sent(route, sent);
        finding = CredentialReader.Read(context, request, request.Route!);
        return request;
    }

    private (Microsoft.AspNetCore.Http.DefaultHttpContext Context, TokenGateway.Edge.Requests.EdgeRequest Request) Sent(string route, string sent)
    {
        var pieces = sent.Split(" | ", StringSplitOptions.RemoveEmptyEntries);
        var headers = pieces.Where(piece => piece[0] != '?').Select(piece => piece.Split(": ", 2)).GroupBy(pair => pair[0], pair => (string?)pair[^1]);
        return edge.On(route, "/x" + string.Concat(pieces.Where(piece => piece[0] == '?')), [.. headers.Select(group => (group.Key, group.ToArray()))]);
    }
}
