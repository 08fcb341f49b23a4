using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Dialects.Calls;

/// <summary>The services for calls: the same lifecycle as for every other change of tokens.</summary>
public sealed record DialectPorts(TokenLifecycle Tokens, UserLifecycle Users, TimeProvider Time);
