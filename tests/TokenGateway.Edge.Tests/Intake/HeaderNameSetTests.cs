using FsCheck;
using FsCheck.Fluent;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Tests.Intake;

public class HeaderNameSetTests
{
    private static readonly HeaderNameSet Identity = HeaderNameSet.Create(["X-Auth-User", "X-Auth-Email"], ["X-Internal-", "Raw"]);

    private static readonly Arbitrary<string> Names = Gen
        .Elements("aZ09-_.+'! \u00e9\u212a".ToCharArray()).ArrayOf().Select(c => new string(c)).ToArbitrary();

    [Theory]
    [InlineData("X-Auth-User", "x-auth-user")]
    [InlineData("X_Auth_User", "x-auth-user")]
    [InlineData("X-Auth-User'", "x-auth-user")]
    [InlineData("X--Auth_-_User", "x-auth-user")]
    [InlineData("__x", "x")]
    [InlineData("-", "")]
    [InlineData("", "")]
    [InlineData("X\u212aey", "x-ey")]
    public void Fold_is_lower_case_words_joined_by_one_dash(string name, string expected) =>
        HeaderNameSet.Fold(name).ShouldBe(expected);

    [Theory]
    [InlineData("X-Auth-User")]
    [InlineData("x-auth-user")]
    [InlineData("X_Auth_User")]
    [InlineData("X-Auth_User")]
    [InlineData("X.Auth.User")]
    [InlineData("X+Auth+User")]
    [InlineData("X-Auth-User'")]
    [InlineData("X--Auth_User")]
    [InlineData("_X-Auth-User_")]
    [InlineData("X-AUTH-EMAIL")]
    [InlineData("X-Internal-Anything")]
    [InlineData("x_internal__anything")]
    [InlineData("X-Internal")]
    [InlineData("X-Internal-")]
    [InlineData("Raw")]
    [InlineData("RawMaterial")]
    [InlineData("raw_x")]
    public void Name_is_a_member_under_every_spelling(string name) => Identity.Contains(name).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("Host")]
    [InlineData("X-Auth-Use")]
    [InlineData("X-Auth-Users")]
    [InlineData("XAuthUser")]
    [InlineData("X-Author")]
    [InlineData("X-Internals")]
    [InlineData("X-Inter-nal")]
    [InlineData("Ra-w")]
    public void Other_name_is_no_member(string name) => Identity.Contains(name).ShouldBeFalse();

    [Fact]
    public void Name_of_any_length_is_judged_by_all_of_it()
    {
        var separators = new string('-', 5000);
        var letters = new string('a', 5000);
        var set = HeaderNameSet.Create([letters, "X-B"], ["P-"]);

        set.Contains($"{separators}X{separators}b{separators}").ShouldBeTrue();
        set.Contains(letters).ShouldBeTrue();
        set.Contains(letters + "a").ShouldBeFalse();
        set.Contains(letters.AsSpan(1)).ShouldBeFalse();
        set.Contains("X-B" + letters).ShouldBeFalse();
        set.Contains("p_" + letters).ShouldBeTrue();
        Identity.Contains("X-Internal-" + letters).ShouldBeTrue();
        Identity.Contains("X-Auth-User-" + letters).ShouldBeFalse();
    }

    [Fact]
    public void Empty_set_holds_nothing()
    {
        HeaderNameSet.Empty.Contains("").ShouldBeFalse();
        HeaderNameSet.Empty.Contains("X").ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("---")]
    public void Member_without_letters_and_digits_is_an_error(string name)
    {
        Should.Throw<ArgumentException>(() => HeaderNameSet.Create([name], []));
        Should.Throw<ArgumentException>(() => HeaderNameSet.Create([], [name]));
    }

    [Fact]
    public void Fold_of_a_fold_is_the_fold() =>
        Prop.ForAll(Names, n => HeaderNameSet.Fold(HeaderNameSet.Fold(n)) == HeaderNameSet.Fold(n)).QuickCheckThrowOnFailure();

    [Fact]
    public void Names_equal_under_the_plain_fold_are_equal_under_ours() =>
        Prop.ForAll(Names, n => HeaderNameSet.Fold(PlainFold(n)) == HeaderNameSet.Fold(n)).QuickCheckThrowOnFailure();

    [Fact]
    public void Set_agrees_with_the_fold() =>
        Prop.ForAll(
            Names,
            Names,
            (member, name) => HeaderNameSet.Fold(member).Length == 0
                || HeaderNameSet.Create([member], []).Contains(name) == (HeaderNameSet.Fold(member) == HeaderNameSet.Fold(name)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Prefix_set_agrees_with_the_fold() =>
        Prop.ForAll(
            Names,
            Names,
            (stem, name) => HeaderNameSet.Fold(stem).Length == 0
                || HeaderNameSet.Create([], [stem + "-"]).Contains(name)
                    == (HeaderNameSet.Fold(name) + "-").StartsWith(HeaderNameSet.Fold(stem) + "-", StringComparison.Ordinal))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Accept-Encoding")]
    [InlineData("X-Auth-User")]
    [InlineData("X_Internal_Anything")]
    public void Asking_allocates_nothing(string name) => Allocation.Of(() => Identity.Contains(name)).ShouldBe(0);

    /// <summary>The fold that the security rules ask for: <c>[^a-z0-9]</c> to <c>-</c>.</summary>
    private static string PlainFold(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
}
