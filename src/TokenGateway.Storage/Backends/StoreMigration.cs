namespace TokenGateway.Storage.Backends;

/// <summary>A completed migration of a store.</summary>
/// <param name="Path">The store.</param>
/// <param name="From">The schema version before.</param>
/// <param name="To">The schema version after.</param>
/// <param name="Copy">The file with the store before the migration; null: none was made.</param>
public sealed record StoreMigration(string Path, int From, int To, string? Copy);
