using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tests.Tokens;

public sealed class RealmSetTests
{
    [Theory]
    [InlineData("prod", "prod", true)]
    [InlineData("default,prod", "prod", true)]
    [InlineData("*", "prod", true)]
    [InlineData("prod,*", "eu", true)]
    [InlineData("", "prod", false)]
    // Other spellings are other realms, however alike they look.
    [InlineData("prod", "Prod", false)]
    [InlineData("prod", "PROD", false)]
    [InlineData("prod", "ｐｒｏｄ", false)]
    [InlineData("prod", "prod\u200b", false)]
    [InlineData("prod", "рrod", false)]
    [InlineData("\u00e9", "e\u0301", false)]
    // Only a star alone is all of them.
    [InlineData("**", "prod", false)]
    [InlineData("prod*", "prod-eu", false)]
    [InlineData("＊", "prod", false)]
    public void Set_contains_realm(string set, string realm, bool expected) => Parse(set).Contains(Realm.Parse(realm)).ShouldBe(expected);

    [Fact]
    public void Realm_of_a_store_that_is_called_like_all_of_them_is_not_all_of_them()
    {
        var star = Realm.OfStored("*");
        RealmSet.All.Contains(star).ShouldBeTrue();
        RealmSet.Of(star).Contains(Realm.Default).ShouldBeFalse();
        RealmSet.Default.Contains(star).ShouldBeFalse();
        Should.Throw<FormatException>(() => Realm.OfStored(""));
    }

    [Theory]
    [InlineData("prod,,eu", 1)]
    [InlineData(" prod", 0)]
    [InlineData("prod,eu ", 1)]
    [InlineData("prod,* ", 1)]
    [InlineData("a\nb", 0)]
    public void First_text_that_is_no_realm_is_named(string set, int expected)
    {
        RealmSet.TryParse(set.Split(','), out var realms, out var wrong).ShouldBeFalse();
        (realms, wrong).ShouldBe((null, expected));
    }

    [Theory]
    [InlineData("b,a,b", "a,b")]
    [InlineData("a,*", "*")]
    [InlineData("", "")]
    public void Set_has_one_form(string set, string expected) => string.Join(',', Parse(set).Texts).ShouldBe(expected);

    [Theory]
    [InlineData("a,b", "b,a", true)]
    [InlineData("a,b", "a", false)]
    [InlineData("*", "*", true)]
    [InlineData("*", "", false)]
    [InlineData("", "", true)]
    public void Sets_of_the_same_realms_are_equal(string one, string other, bool expected)
    {
        Parse(one).Equals(Parse(other)).ShouldBe(expected);
        (Parse(one).GetHashCode() == Parse(other).GetHashCode()).ShouldBe(expected);
    }

    [Theory]
    [InlineData("a,b", "b", "a")]
    [InlineData("a", "*", "")]
    [InlineData("*", "a", "*")]
    [InlineData("*", "*", "")]
    public void What_one_has_beyond_another(string one, string other, string expected) =>
        string.Join(',', Parse(one).Except(Parse(other)).Texts).ShouldBe(expected);

    [Theory]
    [InlineData("a", "b", "a,b")]
    [InlineData("a", "*", "*")]
    [InlineData("*", "", "*")]
    public void Together(string one, string other, string expected) => string.Join(',', Parse(one).Union(Parse(other)).Texts).ShouldBe(expected);

    private static RealmSet Parse(string set) =>
        RealmSet.TryParse(set.Split(',', StringSplitOptions.RemoveEmptyEntries), out var realms, out _) ? realms : throw new FormatException(set);
}
