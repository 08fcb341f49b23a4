namespace TokenGateway.Core.Access;

/// <summary>A decision and the entry that made it (null if no entry names the method).</summary>
public readonly record struct AccessVerdict(AccessDecision Decision, AccessEntry? Entry);
