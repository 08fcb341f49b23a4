using TokenGateway.Core.Lifecycle;

namespace TokenGateway.Management.Authentication.Oidc;

/// <summary>The result of a sign-in at the identity provider.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Refusal">Why the user is not admitted; null for other outcomes.</param>
/// <param name="RoleValues">The values of the role claim if none of them maps to a role; empty for other reasons.</param>
/// <param name="Fault">The claim that cannot be read, and why; null if there is none.</param>
internal sealed record OidcResult(OidcOutcome Outcome, ExternalSignIn? Refusal = null, IReadOnlyList<string>? RoleValues = null, string? Fault = null);
