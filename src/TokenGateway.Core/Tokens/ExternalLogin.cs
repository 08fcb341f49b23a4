namespace TokenGateway.Core.Tokens;

/// <summary>
/// A user's identity at an identity provider. Only this pair is never reassigned (OpenID Connect Core 1.0, 5.7), unlike
/// names and e-mail addresses.
/// </summary>
/// <param name="Issuer">The provider: the <c>iss</c> claim.</param>
/// <param name="Subject">The user at the provider: the <c>sub</c> claim, compared case-sensitively.</param>
public sealed record ExternalLogin(string Issuer, string Subject);
