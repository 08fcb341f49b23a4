namespace TokenGateway.Core.Tokens;

/// <summary>
/// Whom an identity provider knows a user as. The pair is the only thing that a provider never gives to anybody else (OpenID
/// Connect Core 1.0, 5.7): names and e-mail addresses change hands there.
/// </summary>
/// <param name="Issuer">The provider, as the <c>iss</c> claim names it.</param>
/// <param name="Subject">The user at the provider: the <c>sub</c> claim, compared case-sensitively.</param>
public sealed record ExternalLogin(string Issuer, string Subject);
