using TokenGateway.Edge.Credentials;
using TokenGateway.Edge.Model;
using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Tests.Intake;

public sealed class OrdinaryNamesTests
{
    private static readonly CredentialPlaces Places = CredentialPlaces.Create([new(CredentialPlaceKind.Header, "X-API-Key")], []);

    [Fact]
    public void Common_names_are_ordinary_in_any_case()
    {
        var names = OrdinaryNames.Of(HeaderNameSet.Empty, Places, owned: null);

        names.Contains("User-Agent").ShouldBeTrue();
        names.Contains("user-agent").ShouldBeTrue();
        names.Contains("User_Agent").ShouldBeFalse();
        names.Contains("X-Auth-User").ShouldBeFalse();
    }

    [Fact]
    public void What_a_rule_is_about_is_not()
    {
        OrdinaryNames.Of(HeaderNameSet.Create(["x_request_id"], []), Places, owned: null).ShouldNotContain("X-Request-ID");
        OrdinaryNames.Of(HeaderNameSet.Create([], ["Sec-Fetch-"]), Places, owned: null).ShouldNotContain("Sec-Fetch-Site");
        OrdinaryNames.Of(HeaderNameSet.Empty, CredentialPlaces.Create([new(CredentialPlaceKind.Header, "from")], []), owned: null).ShouldNotContain("From");
        OrdinaryNames.Of(HeaderNameSet.Empty, Places, OwnedNames.Create(["Referer"], [])).ShouldNotContain("Referer");
    }

    [Fact]
    public void None_is_on_the_deny_list()
    {
        foreach (var name in OrdinaryNames.Of(HeaderNameSet.Empty, Places, owned: null))
            DenyList.Contains(name).ShouldBeFalse(name);
    }
}
