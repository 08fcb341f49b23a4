namespace TokenGateway.Endpoints;

/// <summary>What <c>/readyz?verbose</c> says.</summary>
internal sealed record ReadinessReport(bool Ready, bool Stopping, string Store, string? Generation, string? ConfigurationError);
