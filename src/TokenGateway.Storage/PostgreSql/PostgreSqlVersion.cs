namespace TokenGateway.Storage.PostgreSql;

/// <summary>The schema version of a database.</summary>
/// <param name="Number">The version; 0 if there is no schema.</param>
/// <param name="UsableFrom">The newest version that a program must know at least to use it.</param>
internal readonly record struct PostgreSqlVersion(int Number, int UsableFrom)
{
    /// <summary>The column of <c>schema_versions</c> as a scalar expression, for use in another statement.</summary>
    public const string SelectUsableFrom = "(SELECT max(usable_from) FROM schema_versions)";
}
