namespace TokenGateway.Core.Verification;

/// <summary>One identity header: its name and how its value is made.</summary>
public sealed record IdentityHeader(string Name, IdentityTemplate Template);
