using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Redis</c>: state that nodes share besides the store. Read only at startup, except <c>OnFailure</c>.</summary>
internal sealed class RedisConfig(ConfigNode? node)
{
    public const string Section = "Redis";

    private static readonly KeyList Keys = new();

    private static readonly Key<string?> ConnectionStringKey = Keys.Add<string?>(
        "ConnectionString", new TextShape { Secret = true, Nullable = true }, "As StackExchange.Redis takes it: \"host:6379,user=...,password=...,ssl=true\"; null: no Redis.", "null");

    private static readonly Key<string?> ConnectionStringFileKey =
        Keys.Add<string?>("ConnectionStringFile", Texts.OrNull, "A file that holds the connection string.", "null");

    private static readonly Key<string?> AuthorityFileKey = Keys.Add<string?>(
        "AuthorityFile", Texts.OrNull, "A PEM file with the certificate of the authority behind Redis's own; null: those that the system trusts.", "null");

    private static readonly Key<RedisFailureMode> OnFailureKey = Keys.Add<RedisFailureMode>(
        "OnFailure", new EnumShape(Enum.GetNames<RedisFailureMode>()),
        "Shared limits while Redis does not answer. Local: each node allows its part; Deny: 503; Allow: no limit.", "\"Local\"");

    private static readonly Key<bool> CacheKey = Keys.Add<bool>(
        "Cache", new BooleanShape(), "true: nodes share the tokens that they read from the store, so that a node that starts or whose cache is full queries the store less.", "false");

    private static readonly Key<string?> CacheKeyFileKey = Keys.Add<string?>(
        "CacheKeyFile", Texts.OrNull, "A file with the key that authenticates shared entries: at least 32 random bytes in base64, the same on all nodes, not in Redis. Needed with Cache.", "null");

    public static readonly ObjectShape Shape = Keys.Shape;

    public string Path { get; } = ConfigPath.Join(ConfigPath.Gateway, Section);

    /// <summary>May contain a password: never logged.</summary>
    public string? ConnectionString { get; } = ConnectionStringKey.In(node);

    public string? ConnectionStringFile { get; } = ConnectionStringFileKey.In(node);

    public string? AuthorityFile { get; } = AuthorityFileKey.In(node);

    public RedisFailureMode OnFailure { get; } = OnFailureKey.In(node);

    /// <summary>Whether there is a second-level cache.</summary>
    public bool Cache { get; } = CacheKey.In(node);

    public string? CacheKeyFile { get; } = CacheKeyFileKey.In(node);

    /// <summary>Whether Redis is configured.</summary>
    public bool IsConfigured => ConnectionString is not null || ConnectionStringFile is not null;

    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        var redis = new RedisConfig(gateway?[Section]);
        if (redis.ConnectionString is not null && redis.ConnectionStringFile is not null)
            errors.Add(redis.Path, "only one of \"ConnectionString\" and \"ConnectionStringFile\" may be there");
        if (redis.Cache && !redis.IsConfigured)
            errors.Add(ConfigPath.Join(redis.Path, "Cache"), $"a shared cache needs Redis: set {redis.Path}:ConnectionString");
        if (redis.Cache && redis.CacheKeyFile is null)
            errors.Add(ConfigPath.Join(redis.Path, "Cache"), "set \"CacheKeyFile\" to a file with a key that all nodes have, as `openssl rand -base64 32` prints it");
    }
}
