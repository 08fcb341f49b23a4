using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>How it ended.</summary>
/// <param name="Outcome">In short.</param>
/// <param name="Refusal">Why such a person does not get in; null: another outcome.</param>
/// <param name="RoleValues">The values of the claim that no role was found for; empty: another reason.</param>
/// <param name="Fault">The claim that cannot be read, and why; null: all can.</param>
internal sealed record OidcResult(OidcOutcome Outcome, ExternalSignIn? Refusal = null, IReadOnlyList<string>? RoleValues = null, string? Fault = null);
