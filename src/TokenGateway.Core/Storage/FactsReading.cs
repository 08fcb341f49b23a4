namespace TokenGateway.Core.Storage;

/// <summary>What a source knows behind a digest, and how current that is.</summary>
/// <param name="Facts">Null: the digest is unknown.</param>
/// <param name="AsOf">Every change up to here is in the facts; none: the source has no sequence of changes.</param>
public readonly record struct FactsReading(TokenFacts? Facts, ChangeCursor AsOf)
{
    /// <summary>
    /// The newest moment, by the primary's clock, up to which everything is in the facts: a replica tells how far it came. Null:
    /// the primary itself was read, and that moment is when the read began.
    /// </summary>
    public DateTimeOffset? Heartbeat { get; init; }
}
