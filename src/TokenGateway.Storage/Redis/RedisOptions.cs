namespace TokenGateway.Storage.Redis;

/// <summary>How Redis is reached.</summary>
/// <param name="ConnectionString">As StackExchange.Redis takes it. May hold a password.</param>
/// <param name="AuthorityFile">
/// A PEM file with the certificate of the authority that vouches for the server's; null: those that the system trusts.
/// </param>
/// <param name="Cache">The second-level cache; null: there is none.</param>
public sealed record RedisOptions(string ConnectionString, string? AuthorityFile = null, FactsCacheOptions? Cache = null);
