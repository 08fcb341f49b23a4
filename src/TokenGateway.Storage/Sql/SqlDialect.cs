namespace TokenGateway.Storage.Sql;

/// <summary>
/// Where databases differ in statements that are the same otherwise. All that is not here is written so that SQLite and
/// PostgreSQL both accept it: parameters are <c>@name</c>, upserts <c>ON CONFLICT ... DO UPDATE</c>, flags are tested without a
/// comparison, subqueries have a name, and a null that stands alone has a type.
/// </summary>
internal abstract class SqlDialect
{
    /// <summary>The epoch of the change sequence, as an expression: another one after a restored backup or a promoted standby.</summary>
    public abstract string Epoch { get; }

    /// <summary>
    /// What a writer that takes numbers also sets in the head of the sequence, with a comma before it, so that the epoch is of
    /// the database that gave them. Empty where the epoch cannot change under a writer.
    /// </summary>
    public abstract string EpochOfWriter { get; }

    /// <summary>
    /// Whether a statement that is prepared stays so on its connection. Not behind a pooler, which may give the next statement
    /// another one.
    /// </summary>
    public abstract bool Prepares { get; }

    /// <summary>
    /// How far the server that answers is behind the primary, in ticks, as an expression of type BIGINT: the age of the newest
    /// heartbeat by the clocks of the database. Null: it is the primary.
    /// </summary>
    public abstract string Behind { get; }

    /// <summary>A statement that gives the number of the next token, which no token had before.</summary>
    public abstract string NextTokenNumber { get; }

    /// <summary>
    /// Behind a <c>SELECT</c> of a transaction: the rows stay as they are until it ends. Empty where a transaction has the
    /// whole database to itself.
    /// </summary>
    public abstract string ForUpdate { get; }

    /// <summary>
    /// A statement that waits until no other transaction holds the lock <c>@name</c>, and then holds it to the end; for
    /// decisions about rows that are not there yet. Null where a transaction has the whole database to itself.
    /// </summary>
    public abstract string? Lock { get; }

    /// <summary>A statement that tells whether there is a table <c>@table</c>.</summary>
    public abstract string HasTable { get; }

    /// <summary>The condition that a column is one of a list, which goes by a parameter.</summary>
    public abstract string In(string column, string parameter);

    /// <summary>
    /// The part of <c>WITH RECURSIVE</c> that refers to itself, from several branches, each of which joins the rows found so
    /// far with a table.
    /// </summary>
    /// <param name="found">The rows found so far with their name, as in <c>made m</c>.</param>
    /// <param name="branches">Of each: the columns, the table, and the condition.</param>
    public abstract string Recurse(string found, params ReadOnlySpan<(string Columns, string Table, string On)> branches);
}
