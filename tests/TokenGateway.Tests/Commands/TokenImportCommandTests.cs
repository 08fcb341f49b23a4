using System.Text;
using System.Text.Json.Nodes;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.Tests.Commands;

[Collection(StandardInputCollection.Name)]
public sealed class TokenImportCommandTests
{
    private const string Value = "9fK2mQx7Lw3ZtBc8Yp4Rd6";

    [Fact]
    public async Task Csv_is_imported_whole_and_the_tokens_are_there()
    {
        using var folder = await CreateAsync();
        var file = Write(folder, "tokens.csv", $"""
            sha256,owner,name,role,permissions,expiresAt,addresses
            {Digest("one")},alice,"nightly, build",Users,orders:read,2099-01-01T00:00:00Z,10.0.0.0/8 2001:db8::/32
            {Digest("two")},alice,,,,,
            """);

        var result = await folder.RunAsync("token", "import", file, "--json");

        result.ExitCode.ShouldBe(0, result.Error);
        result.Error.ShouldBe("2 tokens imported.\n");
        var first = JsonNode.Parse(result.Output)![0]!;
        $"{first["name"]} {first["role"]} {first["permissions"]!.ToJsonString()} {first["addresses"]!.ToJsonString()} {first["expiresAt"]}"
            .ShouldBe("""nightly, build Users ["orders:read"] ["10.0.0.0/8","2001:db8::/32"] 2099-01-01T00:00:00+00:00""");
        (await folder.RunAsync("token", "list")).Output.ShouldContain("nightly, build");
    }

    [Fact]
    public async Task Json_lines_are_imported()
    {
        using var folder = await CreateAsync();
        var file = Write(folder, "tokens.jsonl", $$"""
            {"sha256":"{{Digest("one")}}","owner":"alice","permissions":["orders:read"],"externalId":"build.1","expiresAt":null}

            {"sha256":"{{Digest("two")}}","owner":"bob"}
            """);
        var result = await folder.RunAsync("token", "import", file);
        result.Error.ShouldBe("2 tokens imported.\n");
        (await folder.RunAsync("token", "show", "1")).Output.ShouldContain("build.1");
    }

    [Fact]
    public async Task Every_line_that_cannot_be_is_told_and_nothing_is_kept()
    {
        using var folder = await CreateAsync();
        var file = Write(folder, "tokens.csv", $"""
            sha256,owner,role
            {Digest("one")},alice,Users
            {Digest("two")},nobody,
            {Digest("three")},alice,Administrators
            secret-value,alice,
            {Digest("one")},alice,
            {Digest("four")},,
            {Digest("five")},alice
            """);

        var result = await folder.RunAsync("token", "import", file);

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldBe("""
            line 3: User nobody does not exist. (user_not_found)
            line 4: alice has neither role Administrators nor a higher ranked role. (role_not_held)
            line 5: sha256: 64 hexadecimal digits of the value's SHA-256 are expected
            line 6: A token with this value exists or existed; the value of a deleted token cannot be reused. (value_known)
            line 7: owner: required
            line 8: 2 fields, but the header line has 3
            Nothing was imported: 6 lines of 7 cannot be.

            """);
        (await folder.RunAsync("token", "list", "--json")).Output.Trim().ShouldBe("[]");
    }

    [Fact]
    public async Task Dry_run_finds_the_same_and_keeps_nothing()
    {
        using var folder = await CreateAsync();
        var file = Write(folder, "tokens.csv", $"sha256,owner\n{Digest("one")},alice\n");
        var result = await folder.RunAsync("token", "import", file, "--dry-run");
        (result.ExitCode, result.Error).ShouldBe((0, "1 token can be imported. Nothing was stored (--dry-run).\n"));
        (await folder.RunAsync("token", "list", "--json")).Output.Trim().ShouldBe("[]");
    }

    [Fact]
    public async Task Deleted_token_does_not_come_back()
    {
        using var folder = await CreateAsync();
        var file = Write(folder, "tokens.csv", $"sha256,owner\n{Digest("one")},alice\n");
        await folder.RunAsync("token", "import", file);
        await folder.RunAsync("token", "delete", "1");
        var result = await folder.RunAsync("token", "import", file);
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("(value_known)");
    }

    [Theory]
    [InlineData(0, Value, "1 token imported.\n")]
    [InlineData(1, "secret", "line 2: the value can be guessed: it has less than 80 bits of entropy (value_too_weak)\nNothing was imported: 1 line of 1 cannot be.\n")]
    [InlineData(1, "two words of a long sentence", "line 2: the value cannot be sent in a request: 1 to 1024 visible ASCII characters without spaces are expected\nNothing was imported: 1 line of 1 cannot be.\n")]
    [InlineData(1, "tgw_1_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg000000", "line 2: the value has this gateway's own prefix but a wrong checksum, so it would be refused (Tokens:Prefix)\nNothing was imported: 1 line of 1 cannot be.\n")]
    public async Task Values_come_by_standard_input_and_only_their_digests_are_kept(int exitCode, string value, string expected)
    {
        using var folder = await CreateAsync();
        var file = Write(folder, "owners.csv", "owner,name\nalice,old\n");

        var result = await WithInputAsync(value + "\n", () => folder.RunAsync("token", "import", file, "--hash-values-from-stdin"));

        (result.ExitCode, result.Error).ShouldBe((exitCode, expected));
        if (exitCode != 0)
            return;
        var shown = (await folder.RunAsync("token", "show", "1")).Output;
        shown.ShouldContain("..." + Value[^4..]);
        shown.ShouldNotContain(Value);
        var inspected = await WithInputAsync(value, () => folder.RunAsync("token", "inspect"));
        inspected.Output.ShouldContain("alice");
    }

    [Theory]
    [InlineData("", "standard input has 0 values, but the file has 1 lines")]
    [InlineData("9fK2mQx7Lw3ZtBc8Yp4Rd6\nanother\n", "standard input has more values than the file has lines (1)")]
    public async Task As_many_values_as_lines(string input, string expected)
    {
        using var folder = await CreateAsync();
        var file = Write(folder, "owners.csv", "owner\nalice\n");
        var result = await WithInputAsync(input, () => folder.RunAsync("token", "import", file, "--hash-values-from-stdin"));
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain(expected);
        (await folder.RunAsync("token", "list", "--json")).Output.Trim().ShouldBe("[]");
    }

    [Theory]
    [InlineData("a.csv", "", "{file}: the file is empty.")]
    [InlineData("a.csv", "\n\n", "{file}: the file is empty.")]
    [InlineData("a.jsonl", "", "{file}: there are no lines to import.")]
    [InlineData("a.jsonl", " \n\n", "{file}: there are no lines to import.")]
    [InlineData("a.csv", "sha256,owner\n", "{file}: there are no lines to import.")]
    [InlineData("a.csv", "sha265,owner\nx,y\n", "{file} line 1: unknown column \"sha265\". Did you mean \"sha256\"?")]
    [InlineData("a.csv", "sha256,owner,owner\nx,y,z\n", "{file} line 1: column \"owner\" appears twice.")]
    [InlineData("a.csv", "sha256,\"owner\nx,y\n", "{file} line 1: a quotation mark is not closed.")]
    [InlineData("a.csv", "sha256,\"ow\"ner\nx,y\n", "{file} line 1: a quotation mark is not closed.")]
    [InlineData("a.csv", "[{\"sha256\":\"x\",\"owner\":\"alice\"}]", "{file}: this is JSON; one object per line is expected, in a file whose name ends in .jsonl. Convert an array: jq -c '.[]' FILE > tokens.jsonl")]
    [InlineData("tokens", "{\"sha256\":\"x\",\"owner\":\"alice\"}\n", "{file}: this is JSON; one object per line is expected, in a file whose name ends in .jsonl. Convert an array: jq -c '.[]' FILE > tokens.jsonl")]
    [InlineData("a.json", "[\n  {\n \"sha256\": \"x\"\n  }\n]\n", "{file}: this is a JSON array; one object per line is expected. Convert it: jq -c '.[]' FILE > tokens.jsonl")]
    [InlineData("a.jsonl", "[{\"sha256\":\"x\",\"owner\":\"alice\"}]", "{file}: this is a JSON array; one object per line is expected. Convert it: jq -c '.[]' FILE > tokens.jsonl")]
    [InlineData("a.json", "\uFEFF\n [", "{file}: this is a JSON array; one object per line is expected. Convert it: jq -c '.[]' FILE > tokens.jsonl")]
    [InlineData("a.csv", "PK\u0003\u0004\0\0\u0008", "{file} is not UTF-8 but perhaps UTF-16, or no text: save it as UTF-8")]
    [InlineData("a.jsonl", "{\"sha256\":\0", "{file} is not UTF-8 but perhaps UTF-16, or no text: save it as UTF-8")]
    public async Task File_that_is_none_is_a_usage_error(string name, string content, string expected)
    {
        using var folder = await CreateAsync();
        var file = Write(folder, name, content);

        var result = await folder.RunAsync("token", "import", file);

        (result.ExitCode, result.Error).ShouldBe((2, expected.Replace("{file}", file, StringComparison.Ordinal) + "\n"));
    }

    [Theory]
    [InlineData("missing.csv", "Could not find file")]
    [InlineData("missing.jsonl", "Could not find file")]
    [InlineData("none/missing.jsonl", "Could not find a part of the path")]
    [InlineData(".", "it is a folder")]
    [InlineData("./", "it is a folder")]
    [InlineData("folder.json", "it is a folder")]
    public async Task File_that_is_not_there_is_a_usage_error(string name, string expected)
    {
        using var folder = await CreateAsync();
        Directory.CreateDirectory(Path.Combine(folder.Path, "folder.json"));

        var result = await folder.RunAsync("token", "import", folder.Path + "/" + name);

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldStartWith($"Cannot read {folder.Path}/{name}: {expected}");
        result.Error.TrimEnd().ShouldNotContain("\n");
    }

    [Fact]
    public async Task File_without_a_name_is_a_usage_error()
    {
        using var folder = await CreateAsync();
        var result = await folder.RunAsync("token", "import", "");
        (result.ExitCode, result.Error).ShouldBe((2, "FILE is empty.\n"));
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/bin/sh")]
    public async Task File_that_is_no_text_is_a_usage_error(string file)
    {
        if (!File.Exists(file))
            return;
        using var folder = await CreateAsync();
        var result = await folder.RunAsync("token", "import", file).WaitAsync(TimeSpan.FromSeconds(30));
        (result.ExitCode, result.Error).ShouldBe((2, $"{file} is not UTF-8 but perhaps UTF-16, or no text: save it as UTF-8\n"));
    }

    [Theory]
    [InlineData("a.csv", "sha256,owner,name\n{D},alice,käse\n")]
    [InlineData("a.csv", "\"sha256\",owner,name\r\n{D},alice,käse\r\n")]
    [InlineData("a.jsonl", "{\"sha256\":\"{D}\",\"owner\":\"alice\",\"name\":\"käse\"}\n")]
    public async Task Mark_of_the_byte_order_is_no_part_of_the_first_line(string name, string content)
    {
        using var folder = await CreateAsync();
        var file = Path.Combine(folder.Path, name);
        await File.WriteAllTextAsync(file, content.Replace("{D}", Digest("one"), StringComparison.Ordinal), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        (await folder.RunAsync("token", "import", file)).Error.ShouldBe("1 token imported.\n");
        (await folder.RunAsync("token", "list")).Output.ShouldContain("käse");
    }

    [Theory]
    [InlineData("a.csv", "utf-16")]
    [InlineData("a.csv", "utf-16BE")]
    [InlineData("a.csv", "latin1")]
    [InlineData("a.jsonl", "utf-16")]
    [InlineData("a.jsonl", "utf-32")]
    [InlineData("a.jsonl", "latin1")]
    public async Task File_in_another_encoding_is_a_usage_error(string name, string encoding)
    {
        using var folder = await CreateAsync();
        var file = Path.Combine(folder.Path, name);
        var content = name.EndsWith(".csv", StringComparison.Ordinal) ? $"sha256,owner,name\n{Digest("one")},alice,käse\n" : $$"""{"sha256":"{{Digest("one")}}","owner":"alice","name":"käse"}""";
        await File.WriteAllTextAsync(file, content, Encoding.GetEncoding(encoding));

        var result = await folder.RunAsync("token", "import", file);

        (result.ExitCode, result.Error).ShouldBe((2, $"{file} is not UTF-8 but perhaps UTF-16, or no text: save it as UTF-8\n"));
        (await folder.RunAsync("token", "list", "--json")).Output.Trim().ShouldBe("[]");
    }

    [Theory]
    [InlineData("""{"sha256":1}""", "sha256: a text is expected, or a list of texts without spaces")]
    [InlineData("""{"sha265":"x"}""", "unknown column \"sha265\". Did you mean \"sha256\"?")]
    [InlineData("""1""", "a JSON object is expected")]
    [InlineData("""{"owner":"alice" """, "this is not JSON")]
    [InlineData("""{"\ud800":"x"}""", "it contains text that is not Unicode")]
    [InlineData("""{"owner":"\udc00"}""", "it contains text that is not Unicode")]
    [InlineData("""{"permissions":["a","\ud800"]}""", "it contains text that is not Unicode")]
    [InlineData("""{"owner":"a","owner":"b"}""", "owner appears twice")]
    public async Task Json_line_that_is_wrong_is_told(string line, string expected)
    {
        using var folder = await CreateAsync();
        var result = await folder.RunAsync("token", "import", Write(folder, "a.jsonl", line));
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldBe($"line 1: {expected}\nNothing was imported: 1 line of 1 cannot be.\n");
    }

    private static async Task<SampleFolder> CreateAsync()
    {
        var folder = new SampleFolder();
        await folder.CreateUserAsync("alice", "Engineers");
        await folder.CreateUserAsync("bob", "Users");
        return folder;
    }

    private static string Digest(string value) => TokenDigest.Of(value).ToString();

    private static string Write(SampleFolder folder, string name, string content)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, content.ReplaceLineEndings("\n"));
        return path;
    }

    private static async Task<CliResult> WithInputAsync(string input, Func<Task<CliResult>> run)
    {
        var before = Console.In;
        Console.SetIn(new StringReader(input));
        try
        {
            return await run();
        }
        finally
        {
            Console.SetIn(before);
        }
    }
}
