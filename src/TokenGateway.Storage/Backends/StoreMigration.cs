namespace TokenGateway.Storage.Backends;

/// <summary>A store that was brought up to date.</summary>
/// <param name="Path">The store.</param>
/// <param name="From">The schema version that it had.</param>
/// <param name="To">The schema version that it has.</param>
/// <param name="Copy">The file with the store as it was before; null: none was made.</param>
public sealed record StoreMigration(string Path, int From, int To, string? Copy);
