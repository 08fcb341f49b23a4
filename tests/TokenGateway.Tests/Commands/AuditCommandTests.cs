using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace TokenGateway.Tests.Commands;

public sealed class AuditCommandTests : IDisposable
{
    private static readonly string Who = "cli:" + Environment.UserName;

    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string KeyPath => Path.Combine(_folder.Path, "data", "audit.key");

    [Fact]
    public async Task List_shows_who_did_what_to_whom_the_newest_first()
    {
        await FillAsync();

        var result = await _folder.RunAsync("audit", "list");

        result.ExitCode.ShouldBe(0);
        var lines = result.Output.TrimEnd('\n').Split('\n');
        lines[0].ShouldMatch("^SEQ  AT +ACTOR +ACTION +SUBJECT +FROM +BEFORE +AFTER$");
        lines[1].ShouldMatch($$"""^3 .* {{Who}} +token.deactivated +token:1 +- +\{"active":true\} +\{"active":false\}$""");
        lines[3].ShouldMatch($"^1 .* {Who} +user.created +user:alice ");
    }

    [Theory]
    [InlineData("3 2 1")]
    [InlineData("3 2", "--limit", "2")]
    [InlineData("3 2", "--subject", "token:1")]
    [InlineData("2", "--action", "token.created")]
    [InlineData("", "--actor", "user:alice")]
    [InlineData("", "--until", "2020-01-01T00:00:00Z")]
    [InlineData("3 2 1", "--from", "2020-01-01T00:00:00Z")]
    public async Task List_filters(string expected, params string[] filter)
    {
        await FillAsync();

        var result = await _folder.RunAsync(["audit", "list", "--json", .. filter]);

        string.Join(' ', JsonNode.Parse(result.Output)!.AsArray().Select(one => one!["seq"]!.ToString())).ShouldBe(expected);
    }

    [Fact]
    public async Task List_as_json_holds_what_was_before_and_after_as_json()
    {
        await FillAsync();

        var record = JsonNode.Parse((await _folder.RunAsync("audit", "list", "--json", "--limit", "1")).Output)![0]!;

        record["actor"]!.GetValue<string>().ShouldBe(Who);
        record["before"]!["active"]!.GetValue<bool>().ShouldBeTrue();
        record["after"]!["active"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task Verify_of_an_intact_log_ends_with_0_and_tells_its_head()
    {
        await FillAsync();

        var text = await _folder.RunAsync("audit", "verify");
        var json = JsonNode.Parse((await _folder.RunAsync("audit", "verify", "--json")).Output)!;

        text.ExitCode.ShouldBe(0);
        text.Error.ShouldBeEmpty();
        json["intact"]!.GetValue<bool>().ShouldBeTrue();
        json["checked"]!.GetValue<int>().ShouldBe(3);
        var head = json["head"]!.GetValue<string>();
        text.Output.ShouldMatch($"^intact: 3 records, .*Z to .*Z, head {head}\n$");
        (await _folder.RunAsync("audit", "verify", "--head", head)).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Verify_of_an_empty_log_ends_with_0()
    {
        var result = await _folder.RunAsync("audit", "verify");

        result.ExitCode.ShouldBe(0);
        result.Output.ShouldBe("intact: the log is empty\n");
        File.Exists(KeyPath).ShouldBeFalse();
    }

    [Fact]
    public async Task Verify_of_a_changed_log_ends_with_1_and_names_the_record()
    {
        await FillAsync();
        Execute("UPDATE audit SET subject = 'token:9' WHERE seq = 2");

        var text = await _folder.RunAsync("audit", "verify");
        var json = await _folder.RunAsync("audit", "verify", "--json");

        text.ExitCode.ShouldBe(1);
        text.Error.ShouldBe("broken: Record 2 was edited, or was never sealed.\n");
        text.Output.ShouldStartWith("1 record in order before that, ");
        json.ExitCode.ShouldBe(1);
        JsonNode.Parse(json.Output)!["broken"]!.ToJsonString().ShouldBe("""{"seq":2,"kind":"edited","message":"Record 2 was edited, or was never sealed."}""");
    }

    [Fact]
    public async Task Verify_tells_also_what_serve_and_changes_refuse()
    {
        await FillAsync();
        Execute("DELETE FROM audit WHERE seq = 3; UPDATE audit_ends SET seq = 2, seal = (SELECT seal FROM audit WHERE seq = 2)");

        var refused = await _folder.RunAsync("user", "disable", "alice");
        var result = await _folder.RunAsync("audit", "verify");

        refused.ExitCode.ShouldBe(4);
        refused.Error.ShouldContain("`tokengateway audit verify`");
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldBe("broken: The end is not signed: records after 2 may be missing.\n");
        (await _folder.RunAsync("audit", "list")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Verify_with_a_head_finds_a_store_that_was_put_back()
    {
        await FillAsync();
        var backup = File.ReadAllBytes(StorePath);
        await _folder.RunAsync("token", "delete", "1");
        var head = JsonNode.Parse((await _folder.RunAsync("audit", "verify", "--json")).Output)!["head"]!.GetValue<string>();
        File.WriteAllBytes(StorePath, backup);

        (await _folder.RunAsync("audit", "verify")).ExitCode.ShouldBe(0);
        var result = await _folder.RunAsync("audit", "verify", "--head", head);

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldStartWith("broken: The head to compare with is not in the log");
    }

    [Theory]
    [InlineData("--head '12': a head is a number, a colon and 64 hexadecimal digits.", "verify", "--head", "12")]
    [InlineData("--from 'today': a time with its zone is expected, such as 2027-01-31T12:00:00Z.", "list", "--from", "today")]
    [InlineData("--until '2027': a time with its zone is expected, such as 2027-01-31T12:00:00Z.", "export", "--until", "2027")]
    [InlineData("--format 'xml': formats are jsonl, csv.", "export", "--format", "xml")]
    [InlineData("--limit: at least 1.", "list", "--limit", "0")]
    public async Task Wrong_arguments_are_usage_errors(string message, params string[] args)
    {
        var result = await _folder.RunAsync(["audit", .. args]);

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldBe(message + "\n");
    }

    [Fact]
    public async Task Unknown_action_is_a_usage_error_that_lists_the_actions()
    {
        var result = await _folder.RunAsync("audit", "list", "--action", "token.eaten");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldStartWith("--action 'token.eaten': actions are audit.pruned, audit.rekeyed, ");
    }

    [Fact]
    public async Task Export_holds_all_that_is_sealed()
    {
        await FillAsync();

        var lines = (await _folder.RunAsync("audit", "export")).Output.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!).ToList();

        lines.Select(line => line["seq"]!.GetValue<int>()).ShouldBe([1, 2, 3]);
        lines[2]["before"]!.GetValue<string>().ShouldBe("""{"active":true}""");
        lines[2]["at"]!.GetValue<DateTimeOffset>().UtcTicks.ToString(CultureInfo.InvariantCulture).ShouldBe(Ask("SELECT at FROM audit WHERE seq = 3"));
        lines[2]["seal"]!.GetValue<string>().ShouldBe(Ask("SELECT lower(hex(seal)) FROM audit WHERE seq = 3"));
        lines[2].AsObject().Select(field => field.Key).ShouldBe(["seq", "at", "actor", "user", "token", "address", "action", "subject", "before", "after", "seal"]);
    }

    [Fact]
    public async Task Export_as_csv_quotes_what_needs_it()
    {
        await FillAsync();

        var lines = (await _folder.RunAsync("audit", "export", "--format", "csv")).Output.Split("\r\n");

        lines.Length.ShouldBe(5);
        lines[0].ShouldBe("seq,at,actor,user,token,address,action,subject,before,after,seal");
        lines[3].ShouldMatch($$""""^3,[^,]+,{{Who}},,,,token.deactivated,token:1,"\{""active"":true\}","\{""active"":false\}",[0-9a-f]{64}$"""");
    }

    [Fact]
    public async Task Export_of_more_than_a_page_is_whole()
    {
        await using (var gateway = TokenGateway.Commands.OfflineGateway.Open(_folder.ConfigPath))
        {
            for (var i = 0; i < 1001; i++)
                await gateway.Store.Audit.AppendAsync(new(Core.Auditing.AuditActor.Gateway, Core.Auditing.AuditAction.SettingsChanged, "settings"), default);
        }

        var lines = (await _folder.RunAsync("audit", "export")).Output.TrimEnd('\n').Split('\n');

        lines.Select(line => JsonNode.Parse(line)!["seq"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, 1001));
    }

    [Fact]
    public async Task Rekey_of_a_lost_key_says_what_cannot_be_checked_any_more()
    {
        await FillAsync();
        File.Delete(KeyPath);
        (await _folder.RunAsync("user", "disable", "alice")).ExitCode.ShouldBe(4);

        var result = await _folder.RunAsync("audit", "rekey");

        result.ExitCode.ShouldBe(0);
        result.Error.ShouldStartWith("The audit log is sealed with another key from record 4 on. Records up to 3 (the key was lost) can no longer be verified.\n");
        (await _folder.RunAsync("user", "disable", "alice")).ExitCode.ShouldBe(0);
        var verified = await _folder.RunAsync("audit", "verify");
        verified.ExitCode.ShouldBe(0);
        verified.Output.ShouldContain("Records up to 3 were sealed with an earlier key: 3 older records cannot be verified.\n");
        var record = JsonNode.Parse((await _folder.RunAsync("audit", "list", "--json", "--action", "audit.rekeyed")).Output)!.AsArray().ShouldHaveSingleItem()!;
        record["actor"]!.GetValue<string>().ShouldBe(Who);
        record["before"]!["check"]!.GetValue<string>().ShouldBe("the key was lost");
    }

    [Fact]
    public async Task Rekey_refuses_while_the_key_is_there_and_checks_with_it_before_it_replaces_it()
    {
        await FillAsync();
        var old = await File.ReadAllTextAsync(KeyPath);

        var refused = await _folder.RunAsync("audit", "rekey");
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldBe($"The key is there: {KeyPath}. Another takes its place with --replace.\n");
        (await File.ReadAllTextAsync(KeyPath)).ShouldBe(old);

        var replaced = await _folder.RunAsync("audit", "rekey", "--replace");
        replaced.ExitCode.ShouldBe(0);
        replaced.Error.ShouldContain("Records up to 3 (intact) can no longer be verified.");
        (await File.ReadAllTextAsync(KeyPath + ".until-3")).ShouldBe(old);
        (await _folder.RunAsync("audit", "verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Rekey_of_a_log_that_was_changed_needs_a_word_of_its_own_and_records_what_was_found()
    {
        await FillAsync();
        Execute("UPDATE audit SET subject = 'token:9' WHERE seq = 2; UPDATE audit_ends SET signature = zeroblob(32)");

        var refused = await _folder.RunAsync("audit", "rekey", "--replace");
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldStartWith("broken: Record 2 was edited, or was never sealed. Keep a copy of the store as evidence");

        (await _folder.RunAsync("audit", "rekey", "--replace", "--accept-broken")).ExitCode.ShouldBe(0);
        (await _folder.RunAsync("audit", "verify")).ExitCode.ShouldBe(0);
        JsonNode.Parse((await _folder.RunAsync("audit", "list", "--json", "--limit", "1")).Output)![0]!["before"]!["check"]!.GetValue<string>()
            .ShouldBe("Record 2 was edited, or was never sealed.");
        (await _folder.RunAsync("token", "delete", "1")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Rekey_of_an_empty_log_has_nothing_to_do()
    {
        var result = await _folder.RunAsync("audit", "rekey");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldStartWith("The audit log is empty");
    }

    [Theory]
    [InlineData("Key")]
    [InlineData("KeyFile")]
    public async Task A_key_of_the_configuration_seals_and_is_changed_there(string setting)
    {
        await SetKeyAsync(setting, new string('a', 64));
        await FillAsync();
        File.Exists(KeyPath).ShouldBeFalse();
        (await _folder.RunAsync("audit", "verify")).ExitCode.ShouldBe(0);
        (await _folder.RunAsync("audit", "rekey", "--replace")).Error.ShouldStartWith("The audit log is already sealed with the configured key.");

        await SetKeyAsync(setting, Convert.ToBase64String([.. Enumerable.Range(0, 48).Select(i => (byte)(5 * i))]));
        (await _folder.RunAsync("user", "disable", "alice")).ExitCode.ShouldBe(4);
        (await _folder.RunAsync("audit", "verify")).Error.ShouldBe("broken: The log was sealed with another key.\n");
        (await _folder.RunAsync("audit", "rekey")).Error.ShouldBe("The key is there, in the configuration. The log was sealed with another key. Restore the right key, or start over with --replace.\n");

        (await _folder.RunAsync("audit", "rekey", "--replace")).ExitCode.ShouldBe(0);
        (await _folder.RunAsync("user", "disable", "alice")).ExitCode.ShouldBe(0);
        (await _folder.RunAsync("audit", "verify")).ExitCode.ShouldBe(0);
        File.Exists(KeyPath).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_of_the_configuration_is_never_shown()
    {
        await SetKeyAsync("Key", new string('a', 64));

        foreach (var args in new string[][] { ["config", "show"], ["config", "show", "--effective"], ["config", "show", "--effective", "--json"] })
        {
            var result = await _folder.RunAsync(args);

            result.ExitCode.ShouldBe(0, result.Error);
            result.Output.ShouldContain("***");
            result.Output.ShouldNotContain("aaaa");
        }
    }

    [Fact]
    public async Task Without_a_store_there_is_no_log()
    {
        using var folder = new SampleFolder(sample => sample["TokenGateway"]!["Store"] = JsonNode.Parse("""{ "Provider": "None" }"""));

        (await folder.RunAsync("audit", "list")).Output.ShouldStartWith("SEQ");
        var result = await folder.RunAsync("audit", "verify");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldStartWith("There is no audit log");
    }

    private string StorePath => Path.Combine(_folder.Path, "data", "tokengateway.db");

    private async Task FillAsync()
    {
        await _folder.CreateUserAsync("alice", "Engineers");
        await _folder.CreateTokenAsync("alice");
        (await _folder.RunAsync("token", "deactivate", "1")).ExitCode.ShouldBe(0);
    }

    private async Task SetKeyAsync(string setting, string key)
    {
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(_folder.ConfigPath))!;
        var file = Path.Combine(_folder.Path, "audit-secret");
        await File.WriteAllTextAsync(file, key + "\n");
        sample["TokenGateway"]!["Audit"] = new JsonObject { [setting] = setting == "Key" ? key : "audit-secret" };
        await File.WriteAllTextAsync(_folder.ConfigPath, sample.ToJsonString());
    }

    private void Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private string Ask(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={StorePath};Pooling=False");
        connection.Open();
        return connection;
    }
}
