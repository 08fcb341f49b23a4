using System.Text.Json.Nodes;

namespace TokenGateway.Tests.Configuration;

/// <summary>Users that the file declares are as little one to an upstream as those of the store.</summary>
public sealed class DeclaredIdentityTests
{
    private const string Alike = "an upstream may confuse the two";

    [Theory]
    [InlineData("""{ "a,b": {} }""", "TokenGateway:Users:a,b: a user id has no comma: in a header it separates two users")]
    [InlineData("""{ "a\u200bb": {} }""", "TokenGateway:Users:a\u200bb: a user id has no invisible or unassigned characters")]
    [InlineData("""{ "a": { "Email": "a@x, b@x" } }""", "TokenGateway:Users:a:Email: an e-mail address is one address, as in alice@example.com")]
    [InlineData("""{ "a": { "Email": "a@x" }, "b": { "Email": "A@X" } }""", "TokenGateway:Users:b:Email: \"A@X\" is too similar to user a: " + Alike)]
    [InlineData("""{ "a@x": {}, "b": { "Email": "A@X" } }""", "TokenGateway:Users:b:Email: \"A@X\" is too similar to user a@x: " + Alike)]
    [InlineData("""{ "ann": {}, "\uff41nn": {} }""", "TokenGateway:Users:\uff41nn: \"\uff41nn\" is too similar to user ann: " + Alike)]
    [InlineData("""{ "Administrator": {} }""", "TokenGateway:Bootstrap:User: \"administrator\" is too similar to user Administrator under TokenGateway:Users: " + Alike)]
    [InlineData("""{ "ann": { "Email": "Administrator@localhost" } }""", null)]
    public async Task Declared_users_differ_by_more_than_case(string users, string? error)
    {
        using var folder = new SampleFolder(sample =>
        {
            var declared = JsonNode.Parse(users)!.AsObject();
            foreach (var (_, user) in declared)
                user!["Roles"] = new JsonArray("Users");
            sample["TokenGateway"]!["Users"] = declared;
            sample["TokenGateway"]!["Bootstrap"] = new JsonObject { ["User"] = "administrator", ["Role"] = "Administrators", ["TokenSha256"] = new string('a', 64) };
        });

        var result = await folder.RunAsync("config", "check");

        result.ExitCode.ShouldBe(error is null ? 0 : 3, result.Error);
        if (error is not null)
            result.Error.ShouldContain(error + " (gateway.json line ");
    }
}
