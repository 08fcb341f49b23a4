using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TokenGateway.Edge.Secrets;
using TokenGateway.Edge.Tests.Intake;

namespace TokenGateway.Edge.Tests.Forwarding;

public class SecretEncodingsTests
{
    private const string Secret = "tgw_1_0123456789abcdefghijklmnop~~~???>>>";

    private static readonly SecretEncodings Forms = SecretEncodings.Of(Secret);

    [Theory]
    [InlineData("")]
    [InlineData("u")]
    [InlineData("us")]
    [InlineData("use")]
    [InlineData("user:")]
    public void Base64_is_found_whatever_stands_around_it(string before)
    {
        foreach (var after in new[] { "", "z", "zz", "zzz" })
        {
            var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + Secret + after));

            Forms.IsIn(base64).ShouldBeTrue();
            Forms.IsIn($"Basic {base64}, x").ShouldBeTrue();
            Forms.IsIn(base64.Replace('+', '-').Replace('/', '_').TrimEnd('=')).ShouldBeTrue();
            Forms.IsIn(Uri.EscapeDataString(base64)).ShouldBeTrue();
            Forms.IsIn(Uri.EscapeDataString(Uri.EscapeDataString(base64))).ShouldBeTrue();
        }
    }

    [Fact]
    public void Raw_and_percent_encoded_secret_is_found()
    {
        Forms.IsIn($"https://h/?t={Secret}").ShouldBeTrue();
        Forms.IsIn(Uri.EscapeDataString(Secret)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")]
    [InlineData("tgw_1_0123456789abcdefghijklmnop~~~???>>")]
    public void Other_text_holds_none_and_costs_nothing(string value)
    {
        Forms.IsIn(value).ShouldBeFalse();
        Allocation.Of(() => Forms.IsIn(value)).ShouldBe(0);
    }

    [Fact]
    public void Short_secret_has_no_base64_forms_that_others_would_hold_by_chance()
    {
        var forms = SecretEncodings.Of("abc");

        forms.IsIn("x abc y").ShouldBeTrue();
        forms.IsIn("YWJj").ShouldBeFalse();
    }

    [Fact]
    public void Empty_secret_is_an_error() => Should.Throw<ArgumentException>(() => SecretEncodings.Of(""));

    [Fact]
    public void Forms_do_not_print_the_secret() => Forms.ToString().ShouldNotContain(Secret);

    [Fact]
    public void Base64_of_any_surroundings_is_found() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            ArbMap.Default.ArbFor<byte[]>(),
            (before, after) => Forms.IsIn(Convert.ToBase64String([.. before, .. Encoding.UTF8.GetBytes(Secret), .. after])))
            .QuickCheckThrowOnFailure();
}
