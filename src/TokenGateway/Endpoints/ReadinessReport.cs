namespace TokenGateway.Endpoints;

/// <summary>The content of <c>/readyz?verbose</c>.</summary>
/// <param name="Ready">Whether the node should receive traffic.</param>
/// <param name="Stopping">Whether it is about to stop.</param>
/// <param name="Store"><c>fresh</c>, <c>stale</c> (cached tokens are accepted) or <c>lost</c>.</param>
/// <param name="Redis"><c>available</c> or <c>unavailable</c>; null: not configured. Traffic does not depend on it.</param>
/// <param name="Generation">The current generation.</param>
/// <param name="ConfigurationError">Why a newer configuration was rejected.</param>
internal sealed record ReadinessReport(bool Ready, bool Stopping, string Store, string? Redis, string? Generation, string? ConfigurationError);
