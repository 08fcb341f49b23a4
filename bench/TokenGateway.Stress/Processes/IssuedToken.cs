namespace TokenGateway.Stress.Processes;

/// <summary>A token as <c>tokengateway token create --json</c> shows it.</summary>
internal sealed record IssuedToken(long Id, string Token, string Owner);
