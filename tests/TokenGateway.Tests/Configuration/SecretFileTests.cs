using System.Text.Json.Nodes;
using TokenGateway.Configuration;
using TokenGateway.Configuration.Schema;
using TokenGateway.Core.Storage;

namespace TokenGateway.Tests.Configuration;

/// <summary>Every key that names a file with a secret reads it by the same bounded reader and is named when that fails.</summary>
public sealed class SecretFileTests
{
    public static TheoryData<string, string> Keys => new()
    {
        { "ReverseProxy:Clusters:legacy:TokenGateway:UpstreamCredential:ValueFile", """{ "Header": "X-Upstream", "ValueFile": "FILE" }""" },
        { "TokenGateway:Audit:KeyFile", """{ "KeyFile": "FILE" }""" },
        { "TokenGateway:Tokens:Pepper:0:KeyFile", """[ { "Id": "k1", "KeyFile": "FILE" } ]""" },
        { "TokenGateway:Tokens:RecoveryKeyFile", """{ "Recoverable": true, "RecoveryKeyFile": "FILE" }""" },
        { "TokenGateway:Notices:Smtp:PasswordFile", """{ "Host": "mail.example.com", "From": "a@example.com", "User": "a", "PasswordFile": "FILE" }""" },
        { "TokenGateway:Notices:Webhook:SecretFile", """{ "Url": "https://example.com/", "SecretFile": "FILE" }""" },
        { "TokenGateway:Bootstrap:TokenFile", """{ "User": "root", "Role": "Administrators", "TokenFile": "FILE" }""" },
        { "TokenGateway:Bootstrap:PasswordFile", """{ "User": "root", "Role": "Administrators", "PasswordFile": "FILE" }""" },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Large_file_is_an_error_that_names_the_key(string key, string section)
    {
        using var folder = new SampleFolder(sample => Put(sample, key, section.Replace("FILE", "large", StringComparison.Ordinal)));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "large"), new string('s', SmallFile.MostBytes + 1));

        var result = await folder.RunAsync("config", "check");

        result.Error.ShouldStartWith($"{key}: cannot be read: the file has more than 64 KB (gateway.json line 1)");
        result.ExitCode.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Device_that_never_ends_and_tells_no_length_is_an_error(string key, string section)
    {
        if (!File.Exists("/dev/zero"))
            return;
        using var folder = new SampleFolder(sample => Put(sample, key, section.Replace("FILE", "/dev/zero", StringComparison.Ordinal)));

        var result = await folder.RunAsync("config", "check").WaitAsync(TimeSpan.FromSeconds(30));

        result.Error.ShouldStartWith($"{key}: cannot be read: the file has more than 64 KB");
    }

    [Fact]
    public void File_of_the_largest_size_is_read_whole_and_without_its_mark()
    {
        using var folder = new SampleFolder();
        var path = Path.Combine(folder.Path, "file");
        File.WriteAllText(path, new string('s', SmallFile.MostBytes));
        SmallFile.ReadText(path).Length.ShouldBe(SmallFile.MostBytes);

        File.WriteAllBytes(path, [0xef, 0xbb, 0xbf, (byte)'s', (byte)'\n']);
        SmallFile.ReadText(path).ShouldBe("s\n");
    }

    [Fact]
    public async Task Large_key_of_the_audit_log_beside_the_store_is_an_error_that_names_the_file()
    {
        using var folder = new SampleFolder();
        (await folder.RunAsync("user", "create", "alice", "--role", "Engineers")).ExitCode.ShouldBe(0);
        var key = Directory.GetFiles(folder.Path, "audit.key", SearchOption.AllDirectories).ShouldHaveSingleItem();
        await File.WriteAllTextAsync(key, new string('0', SmallFile.MostBytes + 2));

        var result = await folder.RunAsync("audit", "verify");

        result.Error.ShouldContain(key);
        result.Error.ShouldContain("the file has more than 64 KB");
    }

    [Theory]
    [InlineData("https://hooks.example.com/services/T1/s3cret", "https://hooks.example.com/***")]
    [InlineData("https://hooks.example.com?key=s3cret", "https://hooks.example.com/***")]
    [InlineData("https://s3cret@hooks.example.com:8443/", "https://hooks.example.com:8443/***")]
    [InlineData("https://hooks.example.com/#s3cret", "https://hooks.example.com/***")]
    [InlineData("https://hooks.example.com", "https://hooks.example.com/")]
    [InlineData("s3cret", "***")]
    public void Address_of_a_webhook_shows_its_host_alone(string url, string shown) =>
        SecretMask.OfAddress(url).ShouldBe(shown);

    [Theory]
    [InlineData("Host=db;Password=s3cret;Username=me", "Host=db;Password=***;Username=me")]
    [InlineData("Host=db;PSW=s3cret", "Host=db;PSW=***")]
    [InlineData("Host=db;pwd='s3;cret'", "Host=db;pwd=***")]
    [InlineData("Host=db;SSL Password=s3cret", "Host=db;SSL Password=***")]
    [InlineData("Host=db;SslPassword = s3cret;Pooling=true", "Host=db;SslPassword=***;Pooling=true")]
    public void Connection_string_shows_no_password_by_any_of_its_names(string text, string shown) =>
        SecretMask.OfConnectionString(text).ShouldBe(shown);

    internal static void Put(JsonObject sample, string key, string section)
    {
        var names = key.Split(':');
        var end = names[^2] == "0" ? names.Length - 2 : names.Length - 1;
        JsonNode at = sample;
        foreach (var name in names[..(end - 1)])
            at = at[name] ?? (at[name] = new JsonObject());
        at[names[end - 1]] = JsonNode.Parse(section);
    }
}
