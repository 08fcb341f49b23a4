using FsCheck;
using FsCheck.Fluent;
using TokenGateway.Edge.Secrets;
using TokenGateway.Edge.Tests.Intake;

namespace TokenGateway.Edge.Tests.Forwarding;

public class SecretSearchTests
{
    private const string Secret = "tgw_1_Zk3/9+aB";

    [Theory]
    [InlineData("tgw_1_Zk3/9+aB")]
    [InlineData("https://h/?api_token=tgw_1_Zk3/9+aB&x")]
    [InlineData("tgw_1_Zk3%2F9%2BaB")]
    [InlineData("%74gw_1_Zk3/9+aB")]
    [InlineData("tgw_1_Zk3%252F9%252baB")]
    [InlineData("%2574gw_1_Zk3%25252F9+aB")]
    [InlineData("100% tgw_1_Zk3/9+aB")]
    public void Secret_is_found_raw_and_percent_encoded_up_to_three_times(string value) =>
        SecretSearch.Holds(value, Secret).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("tgw_1_Zk3/9+a")]
    [InlineData("TGW_1_zk3/9+ab")]
    [InlineData("tgw_1_Zk3%2525252F9+aB")]
    [InlineData("tgw_1_Zk3%2F9%2Ba%")]
    public void Other_text_holds_no_secret(string value) => SecretSearch.Holds(value, Secret).ShouldBeFalse();

    [Fact]
    public void Empty_secret_stands_nowhere() => SecretSearch.Holds("anything", "").ShouldBeFalse();

    [Fact]
    public void Long_value_is_searched_to_its_end_without_allocating()
    {
        var value = string.Concat(Enumerable.Repeat("%41", 2000)) + "%74gw_1_Zk3/9+aB";

        SecretSearch.Holds(value, Secret).ShouldBeTrue();
        Allocation.Of(() => SecretSearch.Holds(value, Secret)).ShouldBe(0);
        Allocation.Of(() => SecretSearch.Holds("Mozilla/5.0 (X11; Linux x86_64) %", Secret)).ShouldBe(0);
    }

    [Fact]
    public void Any_percent_encoding_of_any_part_is_found() =>
        Prop.ForAll(
            Gen.Choose(0, 3).ArrayOf(Secret.Length).ToArbitrary(),
            rounds => SecretSearch.Holds("x=" + string.Concat(Secret.Select((c, i) => Encode(c, rounds[i]))) + "&y", Secret))
            .QuickCheckThrowOnFailure();

    private static string Encode(char c, int rounds) => rounds == 0 ? c.ToString() : $"%{string.Concat(Enumerable.Repeat("25", rounds - 1))}{(int)c:x2}";
}
