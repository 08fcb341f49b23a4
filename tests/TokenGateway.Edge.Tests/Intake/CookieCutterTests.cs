using FsCheck;
using FsCheck.Fluent;
using TokenGateway.Edge.Intake;

namespace TokenGateway.Edge.Tests.Intake;

public class CookieCutterTests
{
    private static readonly string[] Ours = ["__Host-tgw-session=S1", "__HOST-TGW-x=\"a b\"", "__Host-tgw-", "__Host-tgw-af"];
    private static readonly string[] Others = ["a=1", "tgw-theme=dark", "b=\"x y\"", "__Host-other=2", "c", "d=__Host-tgw-session", "e==="];

    [Theory]
    [InlineData("__Host-tgw-session=S", "")]
    [InlineData("__Host-tgw-session=S;", "")]
    [InlineData(" __Host-tgw-session = S ", "")]
    [InlineData("a=1; __Host-tgw-session=S", "a=1")]
    [InlineData("__Host-tgw-session=S; a=1", "a=1")]
    [InlineData("a=1; __Host-tgw-session=S; b=2", "a=1; b=2")]
    [InlineData("a=1;__Host-tgw-session=S;b=2", "a=1;b=2")]
    [InlineData("a=1;__Host-tgw-session=S; b=2", "a=1; b=2")]
    [InlineData("a=1;\t __host-TGW-session=S;b=2", "a=1;b=2")]
    [InlineData("a=1; __Host-tgw-session=\"S\"; b=2", "a=1; b=2")]
    [InlineData("a=1; \"__Host-tgw-session\"=S; b=2", "a=1; b=2")]
    [InlineData("__Host-tgw-session=S; __Host-tgw-session=T; a=1; __Host-tgw-af=U", "a=1")]
    [InlineData("__Host-tgw-session; a=1", "a=1")]
    [InlineData("a=1, __Host-tgw-session=S; b=2", "a=1; b=2")]
    [InlineData("a=1,b=2,__Host-tgw-session=S", "a=1,b=2")]
    [InlineData("a=\"x; __Host-tgw-session=S\"; b=2", "a=\"x; b=2")]
    public void Our_pairs_are_cut_and_others_keep_bytes_and_order(string header, string expected)
    {
        CookieCutter.TryCut(header, out var rest).ShouldBeTrue();
        rest.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a=1; b=2")]
    [InlineData("tgw-theme=dark")]
    [InlineData("__Secure-tgw-session=S")]
    [InlineData("x__Host-tgw-session=S")]
    [InlineData("a=__Host-tgw-session=S; ;; b")]
    public void Header_without_ours_stays_and_costs_nothing(string header)
    {
        CookieCutter.TryCut(header, out var rest).ShouldBeFalse();
        rest.ShouldBeSameAs(header);
        Allocation.Of(() => CookieCutter.TryCut(header, out _)).ShouldBe(0);
    }

    [Fact]
    public void Cutting_leaves_exactly_the_other_pairs() =>
        Prop.ForAll(Pairs(), pairs =>
        {
            var cut = CookieCutter.TryCut(string.Join("; ", pairs), out var rest);
            var others = pairs.Where(p => !Ours.Contains(p)).ToArray();
            return rest == string.Join("; ", others) && cut == (others.Length < pairs.Length);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Cutting_again_finds_nothing() =>
        Prop.ForAll(Pairs(), pairs =>
        {
            CookieCutter.TryCut(string.Join(';', pairs), out var rest);
            return !CookieCutter.TryCut(rest, out _);
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<string[]> Pairs() => Gen.Elements<string>([.. Ours, .. Others]).ArrayOf().ToArbitrary();
}
