using TokenGateway.Core.Refusals;

namespace TokenGateway.Core.Usage;

/// <summary>What was refused to a token, without the moment, so that equal refusals share one object.</summary>
/// <param name="Code">Why.</param>
/// <param name="Method">The method in capitals; null: one that is not registered, which might be anything, a secret too.</param>
/// <param name="Route">The id of the route; null: the request was for none.</param>
public sealed record RefusedUse(RefusalCode Code, string? Method, string? Route);
