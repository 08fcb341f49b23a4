using System.Diagnostics;
using System.Text.Json;
using TokenGateway.Core.Sessions;
using TokenGateway.Management.Authentication.Oidc;

namespace TokenGateway.Management.Tests.Oidc;

public sealed class ClaimReaderTests
{
    [Theory]
    [InlineData("""{ "groups": ["a", "b c", "a", ""] }""", "groups", "a|b c")]
    [InlineData("""{ "groups": "a b,c" }""", "groups", "a b,c")]
    [InlineData("""{ "groups": [7, true, "x"] }""", "groups", "7|true|x")]
    [InlineData("""{ "groups": 7 }""", "groups", "7")]
    [InlineData("""{ "groups": [] }""", "groups", "")]
    [InlineData("""{ "groups": null }""", "groups", "")]
    [InlineData("""{ "Groups": ["a"] }""", "groups", "")]
    [InlineData("""{ "https://example.com/roles": ["a"] }""", "https://example.com/roles", "a")]
    [InlineData("""{ "https://example": { "com/roles": ["a"] } }""", "https://example.com/roles", "")]
    [InlineData("""{ "realm_access": { "roles": ["a", "b"] } }""", "/realm_access/roles", "a|b")]
    [InlineData("""{ "realm_access": { "roles": ["a"] } }""", "realm_access.roles", "")]
    [InlineData("""{ "resource_access": { "my.client": { "roles": ["a"] }, "other": { "roles": ["b"] } } }""", "/resource_access/my.client/roles", "a")]
    [InlineData("""{ "https://example.com/access": { "roles": ["a"] } }""", "/https:~1~1example.com~1access/roles", "a")]
    [InlineData("""{ "realm_access": {} }""", "/realm_access/roles", "")]
    [InlineData("""{ "realm_access": null }""", "/realm_access/roles", "")]
    [InlineData("""{ }""", "/realm_access/roles", "")]
    [InlineData("""{ "/realm_access/roles": ["a"], "realm_access": { "roles": ["b"] } }""", "/realm_access/roles", "a")]
    public void Values_are_those_of_the_claim(string claims, string path, string values)
    {
        var read = Read(path, ClaimSeparator.None, claims);

        read.Fault.ShouldBeNull();
        string.Join('|', read.Values).ShouldBe(values);
    }

    [Theory]
    [InlineData("""{ "groups": { "a": {} } }""", "groups", "is an object")]
    [InlineData("""{ "groups": ["a", { "name": "b" }] }""", "groups", "is a list with an object in it")]
    [InlineData("""{ "groups": ["a", ["b"]] }""", "groups", "is a list with a list in it")]
    [InlineData("""{ "groups": ["a", null] }""", "groups", "is a list with null in it")]
    [InlineData("""{ "realm_access": ["a"] }""", "/realm_access/roles", "has a list where its path goes on to \"roles\"")]
    [InlineData("""{ "realm_access": "a" }""", "/realm_access/roles", "has a text where")]
    [InlineData("""{ "realm_access": { "roles": { "a": true } } }""", "/realm_access/roles", "is an object")]
    [InlineData("""{ "/realm_access/roles": {}, "realm_access": { "roles": ["a"] } }""", "/realm_access/roles", "is an object")]
    public void Claim_of_another_shape_gives_nothing(string claims, string path, string fault)
    {
        var read = Read(path, ClaimSeparator.None, claims);

        read.Values.ShouldBeEmpty();
        read.Fault!.ShouldContain(fault);
    }

    [Theory]
    [InlineData("a  b\tc", ClaimSeparator.Space, "a|b|c")]
    [InlineData("a, b c ,,d", ClaimSeparator.Comma, "a|b c|d")]
    [InlineData("a,b", ClaimSeparator.Space, "a,b")]
    [InlineData(" a ", ClaimSeparator.None, " a ")]
    public void Text_is_split_where_the_file_says_so(string text, ClaimSeparator separator, string values) =>
        string.Join('|', Read("groups", separator, JsonSerializer.Serialize(new { groups = text })).Values).ShouldBe(values);

    [Fact]
    public void Element_of_a_list_is_never_split() =>
        Read("groups", ClaimSeparator.Space, """{ "groups": ["not admins"] }""").Values.ShouldBe(["not admins"]);

    [Fact]
    public void Values_of_token_and_userinfo_add_up_and_a_fault_of_one_spoils_both()
    {
        Read("/x/roles", ClaimSeparator.None, """{ "x": { "roles": ["a"] } }""", """{ "x": { "roles": ["b"] } }""").Values.ShouldBe(["a", "b"]);
        Read("/x/roles", ClaimSeparator.None, """{ "x": { "roles": ["a"] } }""", """{ "x": { "roles": {} } }""").Values.ShouldBeEmpty();
        Read("/x/roles", ClaimSeparator.None, """{ "x": { "roles": ["a"] } }""", """{ "/x/roles": "b" }""").Values.ShouldBe(["b"]);
    }

    [Theory]
    [InlineData("""{ "groups": ["a"], "groups": ["admins"] }""")]
    [InlineData("""{ "realm_access": { "roles": [], "roles": ["admins"] } }""")]
    [InlineData("""{ "groups": ["a"], "gr\u006fups": ["admins"] }""")]
    [InlineData("""["groups"]""")]
    [InlineData("""{ "groups": ["a"] } { }""")]
    [InlineData("")]
    public void Claims_that_read_in_two_ways_are_no_answer(string claims) => Should.Throw<JsonException>(() => new OidcAnswer().Add(claims));

    [Fact]
    public void Depth_and_size_of_claims_are_bounded()
    {
        Should.Throw<JsonException>(() => new OidcAnswer().Add("{\"a\":" + new string('[', 100) + new string(']', 100) + "}"));
        Should.Throw<JsonException>(() => new OidcAnswer().Add("{\"a\":\"" + new string('x', 300_000) + "\"}"));
    }

    [Fact]
    public void Largest_list_is_read_in_a_moment()
    {
        var claims = "{\"groups\":[" + string.Join(',', Enumerable.Range(0, 30_000).Select(number => $"\"{number}\"")) + "]}";
        var watch = Stopwatch.StartNew();

        Read("groups", ClaimSeparator.None, claims).Values.Count.ShouldBe(30_000);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static ClaimValues Read(string path, ClaimSeparator separator, params string[] documents)
    {
        var answer = new OidcAnswer();
        foreach (var document in documents)
            answer.Add(document);
        return ClaimReader.Read(answer.Documents, ClaimPath.Parse(path), separator);
    }
}
