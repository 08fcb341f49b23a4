using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Configuration.Sources;
using TokenGateway.Storage.Redis;

namespace TokenGateway.Edge.Compilation;

/// <summary>The configured Redis.</summary>
internal static class RedisRules
{
    public static void Check(RedisConfig redis, string baseFolder, ConfigErrors errors)
    {
        if (Read(redis, baseFolder, out _) is { } fault)
            errors.Add(PathOf(redis), fault);
        if (redis.AuthorityFile is { } file && AuthorityFault(Path.Combine(baseFolder, file)) is { } wrong)
            errors.Add(ConfigPath.Join(redis.Path, "AuthorityFile"), wrong);
        if (ReadKey(redis, baseFolder, out _) is { } unusable)
            errors.Add(KeyPathOf(redis), unusable);
    }

    /// <summary>The connection options; null: no Redis is configured.</summary>
    /// <exception cref="ConfigurationInvalidException">The options are unusable, or their file has become so.</exception>
    public static RedisOptions? ReadOptions(RedisConfig redis, TimeSpan cacheMaxAge, string baseFolder)
    {
        if (Read(redis, baseFolder, out var text) is { } fault)
            throw new ConfigurationInvalidException([new ConfigError(PathOf(redis), fault, null)]);
        if (ReadKey(redis, baseFolder, out var key) is { } unusable)
            throw new ConfigurationInvalidException([new ConfigError(KeyPathOf(redis), unusable, null)]);
        return text is null ? null : new RedisOptions(
            text,
            redis.AuthorityFile is { } file ? Path.Combine(baseFolder, file) : null,
            redis.Cache && key is not null ? new FactsCacheOptions(key, cacheMaxAge) : null);
    }

    private static string KeyPathOf(RedisConfig redis) => ConfigPath.Join(redis.Path, "CacheKeyFile");

    private static string? ReadKey(RedisConfig redis, string baseFolder, out byte[]? key)
    {
        key = null;
        if (redis.CacheKeyFile is not { } file)
            return null;
        if (SecretFile.TryRead(file, baseFolder, out var text) is { } fault)
            return fault;
        var bytes = new byte[text!.Length];
        if (!Convert.TryFromBase64String(text.Trim(), bytes, out var length) || length < FactsCacheOptions.MinKeyLength)
            return $"at least {FactsCacheOptions.MinKeyLength} bytes in base64 are expected, as `openssl rand -base64 32` prints them";
        key = bytes[..length];
        return null;
    }

    private static string PathOf(RedisConfig redis) => ConfigPath.Join(redis.Path, redis.ConnectionString is not null ? "ConnectionString" : "ConnectionStringFile");

    private static string? AuthorityFault(string file)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(file);
            return null;
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return $"cannot be read as a certificate: {failure.Message}";
        }
    }

    // The fault. Does not repeat the text, which may contain a password.
    private static string? Read(RedisConfig redis, string baseFolder, out string? text)
    {
        text = redis.ConnectionString;
        if (text is null && redis.ConnectionStringFile is { } file && SecretFile.TryRead(file, baseFolder, out text) is { } fault)
            return fault;
        return text is null ? null : RedisServer.FaultOf(text);
    }
}
