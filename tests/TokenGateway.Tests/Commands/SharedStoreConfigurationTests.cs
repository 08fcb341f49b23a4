using System.Text.Json.Nodes;

namespace TokenGateway.Tests.Commands;

/// <summary>What <c>config check</c> and <c>config show</c> say of a store that nodes share, none of which is there.</summary>
public sealed class SharedStoreConfigurationTests
{
    private const string Sound = "Host=127.0.0.1;Port=1;Database=tokengateway;Username=gateway;Password=hunter2";
    private const string Key = "{ \"KeyFile\": \"audit.key\" }";

    [Theory]
    [InlineData($$"""{ "ConnectionString": "{{Sound}}" }""", "{ \"Retention\": \"10d\" }", "TokenGateway:Audit:KeyFile: a key is needed where the store is PostgreSQL, the same for all nodes")]
    [InlineData("""{ "ConnectionString": "postgres://gateway:hunter2@db/tokens" }""", Key, "TokenGateway:Store:ConnectionString: not a connection string of PostgreSQL")]
    [InlineData("""{ "ConnectionString": "Username=gateway;Password=hunter2" }""", Key, "TokenGateway:Store:ConnectionString: a server must be named")]
    [InlineData("""{ "ConnectionStringFile": "gone" }""", Key, "TokenGateway:Store:ConnectionStringFile: cannot be read")]
    [InlineData("""{ "ConnectionStringFile": "audit.key" }""", Key, "TokenGateway:Store:ConnectionStringFile: not a connection string of PostgreSQL")]
    public async Task Store_that_cannot_be_named_is_an_error_of_the_file(string store, string audit, string error)
    {
        using var folder = Create(store, audit);

        var result = await folder.RunAsync("config", "check");

        result.ExitCode.ShouldBe(3);
        result.Error.ShouldContain(error);
        result.Error.ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData($$"""{ "ConnectionString": "{{Sound}}" }""")]
    [InlineData("""{ "ConnectionStringFile": "connection" }""")]
    public async Task Password_is_in_no_output_and_a_server_that_is_not_there_is_an_outage(string store)
    {
        using var folder = Create(store, Key);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "connection"), Sound + "\n");

        var check = await folder.RunAsync("config", "check");
        var show = await folder.RunAsync("config", "show", "--effective");
        var list = await folder.RunAsync("token", "list");

        (check.ExitCode, show.ExitCode, list.ExitCode).ShouldBe((0, 0, 4), check.Error + list.Error);
        list.Error.ShouldContain("The store tokengateway on 127.0.0.1 cannot be reached");
        $"{check} {show} {list}".ShouldNotContain("hunter2");
    }

    private static SampleFolder Create(string store, string audit)
    {
        var folder = new SampleFolder(sample =>
        {
            sample["TokenGateway"]!["Store"] = JsonNode.Parse(store);
            sample["TokenGateway"]!["Store"]!["Provider"] = "PostgreSql";
            sample["TokenGateway"]!["Audit"] = JsonNode.Parse(audit);
        });
        File.WriteAllText(Path.Combine(folder.Path, "audit.key"), new string('a', 64));
        return folder;
    }
}
