namespace TokenGateway.Core.Storage;

/// <summary>What a source knows behind a digest, and how current that is.</summary>
/// <param name="Facts">Null: the digest is unknown.</param>
/// <param name="AsOf">Every change up to here is in the facts; none: the source has no sequence of changes.</param>
public readonly record struct FactsReading(TokenFacts? Facts, ChangeCursor AsOf);
