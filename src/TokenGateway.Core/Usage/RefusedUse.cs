using TokenGateway.Core.Refusals;

namespace TokenGateway.Core.Usage;

/// <summary>A refusal of a token's request, without its time, so that equal refusals share one object.</summary>
/// <param name="Code">The refusal code.</param>
/// <param name="Method">The method in upper case; null for an unregistered one, which could contain anything, even a secret.</param>
/// <param name="Route">The id of the route; null if the request matched none.</param>
public sealed record RefusedUse(RefusalCode Code, string? Method, string? Route);
