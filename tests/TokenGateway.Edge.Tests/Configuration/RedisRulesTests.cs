using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;
using TokenGateway.Edge.Compilation;

namespace TokenGateway.Edge.Tests.Configuration;

public sealed class RedisRulesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("c2hvcnQ=")]
    [InlineData("")]
    [InlineData("not base64, but long enough to be a key of 32 bytes or more")]
    public void A_key_that_is_short_or_no_base64_is_named_and_not_repeated(string key)
    {
        File.WriteAllText(Path.Combine(_folder, "key"), key);
        ErrorsOf("key").ShouldBe(["TokenGateway:Redis:CacheKeyFile: at least 32 bytes in base64 are expected, as `openssl rand -base64 32` prints them"]);
    }

    [Fact]
    public void A_key_file_that_is_missing_is_named() => ErrorsOf("key").ShouldHaveSingleItem().ShouldStartWith("TokenGateway:Redis:CacheKeyFile: cannot be read: ");

    [Fact]
    public void A_key_may_end_with_a_line_break()
    {
        File.WriteAllText(Path.Combine(_folder, "key"), Convert.ToBase64String(new byte[32]) + "\n");
        ErrorsOf("key").ShouldBeEmpty();
        RedisRules.ReadOptions(Redis("key"), TimeSpan.FromMinutes(3), _folder)!.Cache.ShouldNotBeNull().Keep.ShouldBe(TimeSpan.FromMinutes(3));
    }

    private static ConfigurationSnapshot Written(string key) =>
        Some.File(Some.Gateway($$"""  "Redis": { "ConnectionString": "a:1", "Cache": true, "CacheKeyFile": "{{key}}" }"""));

    private static RedisConfig Redis(string key) => Some.Read(Written(key)).Gateway.Redis;

    private string[] ErrorsOf(string file)
    {
        var errors = new ConfigErrors(Written(file).Sources);
        RedisRules.Check(Redis(file), _folder, errors);
        return [.. errors.ToList().Select(error => $"{error.Path}: {error.Message}")];
    }
}
