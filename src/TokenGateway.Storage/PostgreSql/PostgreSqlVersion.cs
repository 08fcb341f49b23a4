namespace TokenGateway.Storage.PostgreSql;

/// <summary>Which schema a database has.</summary>
/// <param name="Number">0: none.</param>
/// <param name="UsableFrom">The newest version that a program must know at least to use it.</param>
internal readonly record struct PostgreSqlVersion(int Number, int UsableFrom)
{
    /// <summary>The column of <c>schema_versions</c> as a value, for a statement that asks for it besides.</summary>
    public const string SelectUsableFrom = "(SELECT max(usable_from) FROM schema_versions)";
}
