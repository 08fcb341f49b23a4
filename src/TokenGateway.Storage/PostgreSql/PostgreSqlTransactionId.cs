namespace TokenGateway.Storage.PostgreSql;

/// <summary>Which transaction, for whoever asks the server later what became of it.</summary>
/// <param name="Number">That of the server.</param>
/// <param name="Timeline">On which it was given: a promoted standby that never had it gives the number to another one.</param>
internal readonly record struct PostgreSqlTransactionId(string Number, string Timeline)
{
    /// <summary>The timeline that the primary writes now.</summary>
    public const string PresentTimeline = "left(pg_walfile_name(pg_current_wal_lsn()), 8)";
}
