namespace TokenGateway.Storage.Sql;

/// <summary>
/// The differences between databases in otherwise equal statements. All other SQL is accepted by both SQLite and
/// PostgreSQL: parameters are <c>@name</c>, upserts <c>ON CONFLICT ... DO UPDATE</c>, flags are tested without a
/// comparison, subqueries have a name, and a literal null has a type.
/// </summary>
internal abstract class SqlDialect
{
    /// <summary>The epoch of the change sequence, as an expression: it changes after a restored backup or the promotion of a standby.</summary>
    public abstract string Epoch { get; }

    /// <summary>
    /// An additional assignment for writers that take numbers, with a leading comma, so that the epoch in the head is that
    /// of the database that assigned them. Empty if the epoch cannot change under a writer.
    /// </summary>
    public abstract string EpochOfWriter { get; }

    /// <summary>
    /// Whether a prepared statement stays prepared on its connection. Not behind a pooler, which may use another connection
    /// for the next statement.
    /// </summary>
    public abstract bool Prepares { get; }

    /// <summary>Whether one statement takes many rows, with an array for each column. Otherwise it runs once for each row.</summary>
    public abstract bool TakesArrays { get; }

    /// <summary>
    /// The rows of a statement as the table <c>r</c> of a <c>FROM</c> clause: parameters named as the columns, arrays of them with
    /// <see cref="TakesArrays"/>.
    /// </summary>
    public abstract string Rows(IReadOnlyCollection<string> columns);

    /// <summary>
    /// How far the responding server is behind the primary, in ticks, as an expression of type BIGINT: the age of the
    /// newest heartbeat by the database's clocks. Null: it is the primary.
    /// </summary>
    public abstract string Behind { get; }

    /// <summary>A statement that returns the number of the next token, never used before.</summary>
    public abstract string NextTokenNumber { get; }

    /// <summary>
    /// Appended to a <c>SELECT</c> in a transaction: locks the rows until it ends. Empty if a transaction locks the whole
    /// database.
    /// </summary>
    public abstract string ForUpdate { get; }

    /// <summary>
    /// A statement that acquires the lock <c>@name</c> until the end of the transaction; for decisions about rows that do
    /// not exist yet. Null if a transaction locks the whole database.
    /// </summary>
    public abstract string? Lock { get; }

    /// <summary>A statement that tests whether the table <c>@table</c> exists.</summary>
    public abstract string HasTable { get; }

    /// <summary>The condition that a column is in a list, which is passed as a parameter: <see cref="List{T}"/>.</summary>
    public abstract string In(string column, string parameter);

    /// <summary>The value of a parameter with a list of texts or numbers.</summary>
    public abstract object List<T>(T[] values);

    /// <summary>
    /// The recursive part of <c>WITH RECURSIVE</c>, from several branches, each of which joins the rows found so far with a
    /// table.
    /// </summary>
    /// <param name="found">The rows found so far with their alias, as in <c>made m</c>.</param>
    /// <param name="branches">For each: the columns, the table, and the condition.</param>
    public abstract string Recurse(string found, params ReadOnlySpan<(string Columns, string Table, string On)> branches);
}
