namespace TokenGateway.Storage.PostgreSql;

/// <summary>Identifies a transaction, so that the server can later be asked for its outcome.</summary>
/// <param name="Number">The transaction id of the server.</param>
/// <param name="Timeline">The timeline in which it was assigned: a promoted standby that never saw it assigns the number to another transaction.</param>
internal readonly record struct PostgreSqlTransactionId(string Number, string Timeline)
{
    /// <summary>The timeline that the primary currently writes.</summary>
    public const string PresentTimeline = "left(pg_walfile_name(pg_current_wal_lsn()), 8)";
}
