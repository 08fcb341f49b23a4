using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TokenGateway.Edge.Credentials;

namespace TokenGateway.Edge.Tests.Credentials;

public class BasicCredentialsTests
{
    [Theory]
    [InlineData("dTpw", "u", "p", "p")]
    [InlineData("dTo=", "u", "", "u")]
    [InlineData("OnA=", "", "p", "p")]
    [InlineData("dTpwOnE=", "u", "p:q", "p:q")]
    [InlineData("w7w6cA==", "\u00fc", "p", "p")]
    [InlineData("Og==", "", "", "")]
    [InlineData("dTp4LW9hdXRoLWJhc2lj", "u", "x-oauth-basic", "u")]
    [InlineData("dTphcGlfdG9rZW4=", "u", "api_token", "u")]
    [InlineData("dTpY", "u", "X", "u")]
    [InlineData("dTp4", "u", "x", "u")]
    [InlineData("WDpwYXNz", "X", "pass", "pass")]
    [InlineData("WDp4LW9hdXRoLWJhc2lj", "X", "x-oauth-basic", "")]
    [InlineData("dTpYWA==", "u", "XX", "XX")]
    public void First_colon_splits_and_the_token_is_the_password_or_else_the_user_unless_it_says_nothing(string base64, string user, string password, string token)
    {
        BasicCredentials.TryDecode(base64, out var actualUser, out var actualPassword).ShouldBeTrue();

        actualUser.ShouldBe(user);
        actualPassword.ShouldBe(password);
        BasicCredentials.TokenOf(actualUser, actualPassword).ShouldBe(token);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("dXA=", "no colon")]
    [InlineData("dTo", "no padding")]
    [InlineData("dTp=", "stray bits")]
    [InlineData("dT pw", "white space")]
    [InlineData("dTpw\n", "line end")]
    [InlineData("dTpw====", "too much padding")]
    [InlineData("/Dp_", "other alphabet")]
    [InlineData("/Dpw", "not UTF-8")]
    [InlineData("dTpwAA==", "NUL")]
    [InlineData("dTpwDQo=", "line end inside")]
    public void Anything_not_strict_is_refused(string base64, string why)
    {
        BasicCredentials.TryDecode(base64, out var user, out var password).ShouldBeFalse(why);
        (user + password).ShouldBeEmpty();
    }

    [Fact]
    public void More_than_1_KB_is_refused() =>
        BasicCredentials.TryDecode(Convert.ToBase64String(Encoding.UTF8.GetBytes("u:" + new string('p', 1024))), out _, out _).ShouldBeFalse();

    [Fact]
    public void Encoded_pair_is_decoded() =>
        Prop.ForAll(
            Gen.Elements("ab:\u00e9\u20ac/+".ToCharArray()).ArrayOf().Select(c => new string(c)).ToArbitrary(),
            password =>
            {
                var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + password));
                return base64.Length > TokenText.MaxLength
                    || (BasicCredentials.TryDecode(base64, out var user, out var decoded) && user == "user" && decoded == password);
            }).QuickCheckThrowOnFailure();
}
