using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Sessions;

namespace TokenGateway.Core.Tests.Sessions;

public sealed class OidcOptionsTests
{
    private static readonly Dictionary<string, object> Others = new(StringComparer.Ordinal)
    {
        [nameof(OidcOptions.Authority)] = new Uri("https://other.example.com"),
        [nameof(OidcOptions.RoleClaim)] = ClaimPath.Parse("/other"),
        [nameof(OidcOptions.RealmClaim)] = ClaimPath.Parse("/other"),
        [nameof(OidcOptions.Scopes)] = ImmutableArray.Create("openid", "other"),
        [nameof(OidcOptions.RoleMap)] = FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create("staff", RoleName.Parse("Others"))]),
        [nameof(OidcOptions.RealmMap)] = FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create("staff", RealmSet.All)]),
        [nameof(OidcOptions.ClaimSeparator)] = ClaimSeparator.Comma,
        [nameof(OidcOptions.ClientAuthentication)] = ClientAuthentication.Header,
    };

    public static TheoryData<string> Members => [.. typeof(OidcOptions).GetProperties().Select(property => property.Name)];

    [Fact]
    public void Options_that_are_read_again_say_the_same() => Some().SaysTheSameAs(Some()).ShouldBeTrue();

    [Theory]
    [MemberData(nameof(Members))]
    public void Options_that_differ_in_one_member_do_not(string member)
    {
        var property = typeof(OidcOptions).GetProperty(member)!;
        var other = Some();

        property.SetValue(other, property.PropertyType == typeof(bool) ? true : Others.GetValueOrDefault(member) ?? "other");

        Some().SaysTheSameAs(other).ShouldBeFalse();
        other.SaysTheSameAs(Some()).ShouldBeFalse();
    }

    private static OidcOptions Some() => new()
    {
        Authority = new Uri("https://login.example.com"),
        ClientId = "gateway",
        ClientSecret = "secret",
        DisplayName = "Example ID",
        Scopes = ["openid"],
        RoleClaim = ClaimPath.Parse("groups"),
        RoleMap = FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create("staff", RoleName.Parse("Users"))]),
        RealmMap = FrozenDictionary.ToFrozenDictionary([KeyValuePair.Create("staff", RealmSet.Default)]),
    };
}
