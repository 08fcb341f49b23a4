namespace TokenGateway.Storage.Copying;

/// <summary>A table whose rows are copied.</summary>
/// <param name="Name">The same in every database.</param>
/// <param name="Key">
/// Columns that tell its rows apart and never change, in the order in which it is walked through. Not always the primary key:
/// the digest of a token changes with each rotation.
/// </param>
internal sealed record CopyTable(string Name, params string[] Key)
{
    /// <summary>Whether its key is a number that is never given twice: the copy goes on behind the highest ever given.</summary>
    public bool IsNumbered { get; init; }
}
