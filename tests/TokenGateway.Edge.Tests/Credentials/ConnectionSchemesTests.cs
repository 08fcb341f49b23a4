using TokenGateway.Edge.Credentials;

namespace TokenGateway.Edge.Tests.Credentials;

public sealed class ConnectionSchemesTests
{
    [Theory]
    [InlineData("NTLM TlRM", true)]
    [InlineData("ntlm", true)]
    [InlineData("Negotiate,x", true)]
    [InlineData("\tKerberos\tx", true)]
    [InlineData("Nego2 x", true)]
    [InlineData("CredSSP TSSP", true)]
    [InlineData("credssp", true)]
    [InlineData("PKU2U x", true)]
    [InlineData("NegotiateEx x", true)]
    [InlineData("NegoEx x", true)]
    [InlineData("GSS-Negotiate x", true)]
    [InlineData("Negotiate:PKU2U x", true)]
    [InlineData("NTLMv2 x", false)]
    [InlineData("CredSSP2 x", false)]
    [InlineData("Basic NTLM", false)]
    [InlineData("", false)]
    public void Scheme_is_known_by_its_whole_name(string value, bool isOne) => ConnectionSchemes.IsOne(value).ShouldBe(isOne);

    [Theory]
    [InlineData("Negotiate", null)]
    [InlineData("Negotiate, NTLM", null)]
    [InlineData("CredSSP, PKU2U, NegotiateEx", null)]
    [InlineData("CredSSP, Basic realm=\"a\", PKU2U abc=", "Basic realm=\"a\"")]
    [InlineData("Negotiate abc==", null)]
    [InlineData("Basic realm=\"a, NTLM\"", "Basic realm=\"a, NTLM\"")]
    [InlineData("NTLM, Basic realm=\"a\", charset=\"UTF-8\"", "Basic realm=\"a\", charset=\"UTF-8\"")]
    [InlineData("Digest nonce=\"x\", qop = auth, Negotiate x=y, z=1, Bearer", "Digest nonce=\"x\", qop = auth, Bearer")]
    [InlineData("Basic realm=\"\\\"\", NTLM", "Basic realm=\"\\\"\"")]
    [InlineData("Basic realm=\"a, NTLM", null)]
    [InlineData(", ,", null)]
    public void Challenges_of_such_schemes_are_taken_out(string line, string? left) => ConnectionSchemes.WithoutChallenges(line).ShouldBe(left);
}
