namespace TokenGateway.Stress.Store;

/// <summary>A token as it is put into the tables. Times are ticks.</summary>
internal sealed record FilledRow(long Id, byte[] Digest, string Owner, long Made, string Hint)
{
    /// <summary>Null: never.</summary>
    public long? Ends { get; init; }

    /// <summary>The last use; null: there was none.</summary>
    public long? Used { get; init; }

    /// <summary>Of the last use, since 1970.</summary>
    public int Day { get; init; }

    /// <summary>On that day.</summary>
    public long Requests => 1 + (Id % 100);
}
