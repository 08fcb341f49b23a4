namespace TokenGateway.Core.Storage;

/// <summary>The facts behind a digest, and how current they are.</summary>
/// <param name="Facts">Null: the digest is unknown.</param>
/// <param name="AsOf">The facts include every change up to here; none: the source has no change sequence.</param>
public readonly record struct FactsReading(TokenFacts? Facts, ChangeCursor AsOf)
{
    /// <summary>
    /// The newest time, by the primary's clock, up to which the facts are complete: a replica's progress. Null: the primary
    /// itself was read, and that time is when the read began.
    /// </summary>
    public DateTimeOffset? Heartbeat { get; init; }
}
