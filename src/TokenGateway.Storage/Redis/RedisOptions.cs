namespace TokenGateway.Storage.Redis;

/// <summary>The options for connecting to Redis.</summary>
/// <param name="ConnectionString">In the format of StackExchange.Redis. May contain a password.</param>
/// <param name="AuthorityFile">
/// A PEM file with the CA certificate that the server's certificate must be issued by; null to use the system's trusted CAs.
/// </param>
/// <param name="Cache">The options of the second-level cache; null if there is none.</param>
public sealed record RedisOptions(string ConnectionString, string? AuthorityFile = null, FactsCacheOptions? Cache = null);
