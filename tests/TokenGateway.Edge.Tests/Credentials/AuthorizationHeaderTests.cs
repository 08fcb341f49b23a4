using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Tests.Intake;

namespace TokenGateway.Edge.Tests.Credentials;

public class AuthorizationHeaderTests
{
    [Theory]
    [InlineData("Bearer T", "Bearer", "T")]
    [InlineData("bEARER tgw_1_abc", "Bearer", "tgw_1_abc")]
    [InlineData("apikey 12$old:a.b-c_d~e+f/g=", "APIKey", "12$old:a.b-c_d~e+f/g=")]
    [InlineData("Basic dTpw", "Basic", "dTpw")]
    public void Known_scheme_one_space_and_a_token_are_a_credential(string value, string scheme, string token)
    {
        AuthorizationHeader.Parse(value, ThePlaces.Usual, out var credential).ShouldBe(AuthorizationVerdict.Credential);

        credential.Scheme.ShouldBe(scheme);
        credential.In(value).ToString().ShouldBe(token);
        credential.IsBasic.ShouldBe(scheme == "Basic");
        Allocation.Of(() => AuthorizationHeader.Parse(value, ThePlaces.Usual, out _)).ShouldBe(0);
    }

    [Theory]
    [InlineData("Bearer\tT")]
    [InlineData("Bearer  T")]
    [InlineData("Bearer T x")]
    [InlineData("Bearer T ")]
    [InlineData("BearerT")]
    [InlineData("bearerT")]
    [InlineData("Bearer=T")]
    [InlineData("Bearer:T")]
    [InlineData("Bearer: T")]
    [InlineData("Bearer,T")]
    [InlineData("Bearer T,Bearer U")]
    [InlineData("Bearer \"T\"")]
    [InlineData("Bearer 'T'")]
    [InlineData("\"Bearer T\"")]
    [InlineData("'Bearer T'")]
    [InlineData("\"Bearer\" T")]
    [InlineData(" Bearer T")]
    [InlineData("\tBearer T")]
    [InlineData("Bearer\u00a0T")]
    [InlineData("Bearer T\u00a0")]
    [InlineData("Bearer \u00a0T")]
    [InlineData("Bearer T\0")]
    [InlineData("Bearer\0T")]
    [InlineData("Bearer T\r\nX: y")]
    [InlineData("Bearer t\u0435st")]
    [InlineData("Be\u0430rer T")]
    [InlineData("B\u0435arer T")]
    [InlineData("\uff22earer T")]
    [InlineData("Bea\u200brer T")]
    [InlineData("BasicdTpw")]
    [InlineData("Tokenabc")]
    [InlineData("'Token abc'")]
    public void Ours_but_broken_is_malformed(string value)
    {
        AuthorizationHeader.Parse(value, ThePlaces.Usual, out var credential).ShouldBe(AuthorizationVerdict.Malformed);
        credential.ShouldBe(default);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("bearer ")]
    [InlineData("APIKey \t ")]
    [InlineData(" ")]
    public void Nothing_or_a_scheme_alone_is_empty(string value)
    {
        AuthorizationHeader.Parse(value, ThePlaces.Usual, out var credential).ShouldBe(AuthorizationVerdict.Empty);
        credential.ShouldBe(default);
    }

    [Theory]
    [InlineData("Token abc")]
    [InlineData("token  \"abc\"")]
    [InlineData("Token")]
    public void Recognised_scheme_never_succeeds_however_it_is_written(string value) =>
        AuthorizationHeader.Parse(value, ThePlaces.Usual, out _).ShouldBe(AuthorizationVerdict.Recognised);

    [Theory]
    [InlineData("Digest username=\"caf\u00e9\", realm=\"x\"")]
    [InlineData("Negotiate YII=")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b, Signature=c")]
    [InlineData("Bearers T")]
    [InlineData("MyBearer T")]
    [InlineData("my-own-key")]
    [InlineData("key=abc:def==")]
    public void Scheme_nobody_knows_belongs_to_the_upstream(string value)
    {
        AuthorizationHeader.Parse(value, ThePlaces.Usual, out var credential).ShouldBe(AuthorizationVerdict.Upstreams);
        credential.ShouldBe(default);
    }

    [Fact]
    public void Token_beyond_1_KB_is_malformed()
    {
        Parse("Bearer " + new string('a', 1024)).ShouldBe(AuthorizationVerdict.Credential);
        Parse("Bearer " + new string('a', 1025)).ShouldBe(AuthorizationVerdict.Malformed);
        Parse("Negotiate " + new string('a', 20000)).ShouldBe(AuthorizationVerdict.Upstreams);
    }

    [Fact]
    public void Every_character_but_visible_ASCII_quotes_and_commas_excepted_makes_a_token_malformed()
    {
        for (var c = '\0'; c < '\u0200'; c++)
        {
            var sound = c is > ' ' and < '\x7f' and not ('"' or '\'' or ',');
            Parse($"Bearer a{c}b").ShouldBe(sound ? AuthorizationVerdict.Credential : AuthorizationVerdict.Malformed, $"U+{(int)c:x4}");
        }
    }

    private static AuthorizationVerdict Parse(string value) => AuthorizationHeader.Parse(value, ThePlaces.Usual, out _);
}
