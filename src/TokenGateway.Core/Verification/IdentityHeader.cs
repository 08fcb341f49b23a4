namespace TokenGateway.Core.Verification;

/// <summary>An identity header: its name and the template of its value.</summary>
public sealed record IdentityHeader(string Name, IdentityTemplate Template);
