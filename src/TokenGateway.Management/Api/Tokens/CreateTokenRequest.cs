namespace TokenGateway.Management.Api.Tokens;

/// <summary>What a new token shall be; all members may be absent.</summary>
/// <param name="Owner">A user's id; absent: the caller's user.</param>
/// <param name="Name">At most 255 printable characters, need not be unique.</param>
/// <param name="Description">At most 1,000 printable characters.</param>
/// <param name="ExternalId">An id of the caller's choice, unique among the owner's live tokens.</param>
/// <param name="Role">Absent: the owner's highest ranked role.</param>
/// <param name="Permissions">A subset of the role's; absent: all of them.</param>
/// <param name="Realm">What the token belongs to; cannot be changed later. Absent: default.</param>
/// <param name="Manages">own, tokens, users, settings, audit; absent: what Tokens:DefaultManages says.</param>
/// <param name="ExpiresAt">The end, or <paramref name="ExpiresIn"/>; neither: none.</param>
/// <param name="ExpiresIn">How long it lives: 30d, 12h.</param>
/// <param name="NotBefore">The moment before which it is refused.</param>
/// <param name="Addresses">Addresses and CIDR ranges from where it may be used; absent: everywhere.</param>
/// <param name="Sha256">SHA-256 of a value that you made, 64 hexadecimal digits; the response has no value then. Absent: the gateway makes the value.</param>
internal sealed record CreateTokenRequest(
    string? Owner = null, string? Name = null, string? Description = null, string? ExternalId = null, string? Role = null,
    IReadOnlyList<string>? Permissions = null, string? Realm = null, IReadOnlyList<string>? Manages = null, string? ExpiresAt = null,
    string? ExpiresIn = null, string? NotBefore = null, IReadOnlyList<string>? Addresses = null,
    string? Sha256 = null);
