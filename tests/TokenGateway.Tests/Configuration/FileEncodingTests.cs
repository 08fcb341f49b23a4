using System.Text;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Texts;

namespace TokenGateway.Tests.Configuration;

/// <summary>Files as editors save them: UTF-8 with a byte order mark is UTF-8, and what is not is told as that.</summary>
public sealed class FileEncodingTests
{
    private const string NotUtf8 = "is not UTF-8 but perhaps UTF-16, or no text: save it as UTF-8";

    public static TheoryData<string, bool> Others => new()
    {
        { "utf-16", true }, { "utf-16", false }, { "utf-16BE", true }, { "utf-16BE", false },
        { "utf-32", true }, { "utf-32", false }, { "utf-32BE", true }, { "utf-32BE", false },
    };

    [Fact]
    public async Task Configuration_with_a_mark_is_read_as_meant()
    {
        using var folder = new SampleFolder();
        await SaveAsync(folder.ConfigPath, await File.ReadAllTextAsync(folder.ConfigPath), Encoding.UTF8, withMark: true);

        (await folder.RunAsync("config", "check")).ShouldBe(await new SampleFolder().RunAsync("config", "check"));
        (await folder.RunAsync("user", "create", "alice", "--role", "Users")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Errors_of_a_configuration_with_a_mark_name_the_same_line()
    {
        using var folder = new SampleFolder();
        await SaveAsync(folder.ConfigPath, "{\n  \"TokenGateway\": {\n    \"Toknes\": {}\n  }\n}", Encoding.UTF8, withMark: true);

        (await folder.RunAsync("config", "check")).Error.ShouldContain("TokenGateway:Toknes: unknown key. Did you mean \"Tokens\"? (gateway.json line 3)");
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Configuration_in_another_encoding_is_one_error(string encoding, bool withMark)
    {
        using var folder = new SampleFolder();
        await SaveAsync(folder.ConfigPath, await File.ReadAllTextAsync(folder.ConfigPath), Encoding.GetEncoding(encoding), withMark);

        var result = await folder.RunAsync("config", "check");

        (result.ExitCode, result.Error).ShouldBe((3, $"gateway.json: the file {NotUtf8}\n"));
    }

    [Theory]
    [MemberData(nameof(SecretFileTests.Keys), MemberType = typeof(SecretFileTests))]
    public async Task Secret_in_another_encoding_is_an_error_that_names_key_and_file(string key, string section)
    {
        using var folder = new SampleFolder(sample => SecretFileTests.Put(sample, key, section.Replace("FILE", "secret.txt", StringComparison.Ordinal)));
        var path = Path.Combine(folder.Path, "secret.txt");
        await SaveAsync(path, new string('a', 64) + "\r\n", Encoding.Unicode, withMark: true);

        var result = await folder.RunAsync("config", "check");

        result.Error.ShouldStartWith($"{key}: cannot be read: {path} {NotUtf8} (gateway.json line 1)\n");
        result.ExitCode.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Small_file_in_another_encoding_is_not_read(string encoding, bool withMark)
    {
        using var folder = new SampleFolder();
        var path = Path.Combine(folder.Path, "secret.txt");
        await SaveAsync(path, "secret\n", Encoding.GetEncoding(encoding), withMark);

        Should.Throw<NotUtf8Exception>(() => SmallFile.ReadText(path));
    }

    private static async Task SaveAsync(string path, string text, Encoding encoding, bool withMark) =>
        await File.WriteAllBytesAsync(path, [.. withMark ? encoding.Preamble : [], .. encoding.GetBytes(text)]);
}
