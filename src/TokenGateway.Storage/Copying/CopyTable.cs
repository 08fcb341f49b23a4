namespace TokenGateway.Storage.Copying;

/// <summary>A table whose rows are copied.</summary>
/// <param name="Name">The same in every database.</param>
/// <param name="Key">
/// Columns that identify a row and never change, in the order of the walk. Not always the primary key: the digest of a
/// token changes with each rotation.
/// </param>
internal sealed record CopyTable(string Name, params string[] Key)
{
    /// <summary>Whether its key is a number that is never reused: the copy continues after the highest one ever assigned.</summary>
    public bool IsNumbered { get; init; }
}
