using System.Text.Json.Nodes;
using TokenGateway.Testing;
using TokenGateway.Testing.PostgreSql;

namespace TokenGateway.Tests.Commands;

public sealed class StoreCopyCommandTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Store_moves_to_PostgreSQL_while_it_is_used_and_back()
    {
        await using var server = await PostgreSqlServer.StartNewAsync();
        await server.ExecuteAsync("postgres", "CREATE DATABASE gateway");
        await _folder.CreateUserAsync("alice", "Engineers");
        await _folder.CreateTokenAsync("alice", "--name", "before");
        var database = Write("postgresql.json", "PostgreSql", server.ConnectionString("gateway") + ";Pooling=false");
        var file = Write("back.json", "Sqlite", "Data Source=back/tokengateway.db");

        var first = await _folder.RunAsync("store", "copy", "--to", database);
        first.ExitCode.ShouldBe(0, first.Error);
        first.Output.ShouldMatch("^copied: [1-9][0-9]* rows changed, .*tokengateway.db to gateway on .*\n\\z");
        first.Error.ShouldBe("The target is not finished. Stop every gateway that uses the source, and run the same command with --finish.\n");

        foreach (var command in new[] { "user list", "store check", "store migrate", "store copy --to " + file })
        {
            var refused = await Cli.RunAsync([.. command.Split(' '), "--config", database]);
            refused.ExitCode.ShouldBe(4, command);
            refused.Error.ShouldContain("not finished: run `tokengateway store copy`");
        }

        await _folder.CreateTokenAsync("alice", "--name", "between");
        var last = await _folder.RunAsync("store", "copy", "--to", database, "--finish", "--json");
        last.ExitCode.ShouldBe(0, last.Error);
        var result = JsonNode.Parse(last.Output)!;
        result["finished"]!.GetValue<bool>().ShouldBeTrue();
        result["tables"]!.AsArray().Single(table => table!["name"]!.GetValue<string>() == "tokens")!["targetRows"]!.GetValue<int>().ShouldBe(2);
        (await Cli.RunAsync("audit", "verify", "--config", database)).ExitCode.ShouldBe(0);
        (await Cli.RunAsync("store", "check", "--config", database)).Output.ShouldContain("1 users, 2 tokens");
        (await _folder.RunAsync("store", "copy", "--to", database)).ExitCode.ShouldBe(1);

        var back = await Cli.RunAsync("store", "copy", "--config", database, "--to", file, "--finish");
        back.ExitCode.ShouldBe(0, back.Error);
        back.Output.ShouldMatch("(?m)^TABLE +SOURCE +TARGET +SAME\nusers +1 +1 +yes\n");
        back.Output.ShouldNotContain(" NO\n", Case.Sensitive);
        back.Output.ShouldContain("\nfinished: ");
        var tokens = await Cli.RunAsync("token", "list", "--config", file);
        tokens.Output.ShouldContain("before");
        tokens.Output.ShouldContain("between");
    }

    [Fact]
    public async Task Wrong_targets_are_refused_with_what_to_do()
    {
        await _folder.CreateUserAsync("alice", "Engineers");
        var used = Write("used.json", "Sqlite", "Data Source=used/tokengateway.db");
        (await Cli.RunAsync("user", "create", "bob", "--email", "bob@example.com", "--role", "Users", "--config", used)).ExitCode.ShouldBe(0);

        await RefusedAsync(used, 1, "1 row in users");
        await RefusedAsync(_folder.ConfigPath, 1, "Source and target are the same store");
        await RefusedAsync(Write("other.json", "Sqlite", "Data Source=other/tokengateway.db", hasKey: false), 1, "TokenGateway:Audit:KeyFile");
        await RefusedAsync(Write("none.json", "None", ""), 3, "TokenGateway:Store:Provider: there is no store to copy");
        await RefusedAsync(Path.Combine(_folder.Path, "missing.json"), 3, "missing.json");
        await RefusedAsync(Write("away.json", "PostgreSql", "Host=127.0.0.1;Port=1;Database=gateway"), 4, "cannot be reached");
    }

    [Fact]
    public async Task Without_a_source_nothing_is_made()
    {
        var target = Write("target.json", "Sqlite", "Data Source=target/tokengateway.db", hasKey: false);

        (await _folder.RunAsync("store", "copy", "--to", target)).ExitCode.ShouldBe(4);

        Directory.Exists(Path.Combine(_folder.Path, "target")).ShouldBeFalse();
    }

    [Fact]
    public async Task Target_must_be_named_and_help_shows_how()
    {
        var nowhere = await _folder.RunAsync("store", "copy");
        var help = await Cli.RunAsync("store", "copy", "--help");

        nowhere.ExitCode.ShouldBe(2);
        nowhere.Error.ShouldContain("--to");
        help.ExitCode.ShouldBe(0);
        help.Output.ShouldContain("tokengateway store copy --to postgresql.json --finish");
    }

    private async Task RefusedAsync(string target, int exitCode, string message)
    {
        var result = await _folder.RunAsync("store", "copy", "--to", target);
        result.ExitCode.ShouldBe(exitCode, result.Error);
        result.Error.ShouldContain(message);
    }

    // The same configuration with another store, and the key that the source has beside its own.
    private string Write(string name, string provider, string connectionString, bool hasKey = true)
    {
        var configuration = JsonNode.Parse(File.ReadAllText(_folder.ConfigPath))!;
        var gateway = configuration["TokenGateway"]!;
        gateway["Store"] = provider == "None" ? new JsonObject { ["Provider"] = provider } : new JsonObject { ["Provider"] = provider, ["ConnectionString"] = connectionString };
        if (hasKey)
            gateway["Audit"] = new JsonObject { ["KeyFile"] = "data/audit.key" };
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, configuration.ToJsonString());
        return path;
    }
}
