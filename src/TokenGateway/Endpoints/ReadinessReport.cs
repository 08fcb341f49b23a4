namespace TokenGateway.Endpoints;

/// <summary>What <c>/readyz?verbose</c> says.</summary>
/// <param name="Ready">Whether the node should get traffic.</param>
/// <param name="Stopping">It is about to end.</param>
/// <param name="Store"><c>fresh</c>, <c>stale</c> (cached tokens are accepted) or <c>lost</c>.</param>
/// <param name="Redis"><c>available</c> or <c>unavailable</c>; null: there is none. Traffic goes on without it.</param>
/// <param name="Generation">The configuration in force.</param>
/// <param name="ConfigurationError">Why a newer one is not.</param>
internal sealed record ReadinessReport(bool Ready, bool Stopping, string Store, string? Redis, string? Generation, string? ConfigurationError);
