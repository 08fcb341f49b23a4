namespace TokenGateway.Core.Tests.Simulation;

/// <summary>One secret of a token; a rotated one ends.</summary>
internal sealed record Secret(long Token, DateTimeOffset? RetiredUntil);
