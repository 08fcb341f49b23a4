using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Dialects.Calls;

/// <summary>What calls work with: the same lifecycle as everything else that changes tokens.</summary>
public sealed record DialectPorts(TokenLifecycle Tokens, UserLifecycle Users, TimeProvider Time);
