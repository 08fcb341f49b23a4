namespace TokenGateway.Management.Api.Tokens;

/// <summary>The request for a new token; all members are optional.</summary>
/// <param name="Owner">A user's id; absent: the caller's user.</param>
/// <param name="Name">At most 255 printable characters, need not be unique.</param>
/// <param name="Description">At most 1,000 printable characters.</param>
/// <param name="ExternalId">An id that the caller chooses, unique among the owner's live tokens.</param>
/// <param name="Role">Absent: the owner's highest ranked role.</param>
/// <param name="Permissions">A subset of the role's; absent: all of them.</param>
/// <param name="Realm">The realm of the token; cannot be changed later. Absent: default.</param>
/// <param name="Manages">own, tokens, users, settings, audit; absent: the value of Tokens:DefaultManages.</param>
/// <param name="ExpiresAt">The expiry; alternatively <paramref name="ExpiresIn"/>. Neither: the token does not expire.</param>
/// <param name="ExpiresIn">The lifetime: 30d, 12h.</param>
/// <param name="NotBefore">The time before which the token is refused.</param>
/// <param name="Addresses">Addresses and CIDR ranges that the token may be used from; absent: any address.</param>
/// <param name="Sha256">
/// The SHA-256 of your own value, 64 hexadecimal digits; the response then contains no value. Absent: the gateway creates
/// the value.
/// </param>
internal sealed record CreateTokenRequest(
    string? Owner = null, string? Name = null, string? Description = null, string? ExternalId = null, string? Role = null,
    IReadOnlyList<string>? Permissions = null, string? Realm = null, IReadOnlyList<string>? Manages = null, string? ExpiresAt = null,
    string? ExpiresIn = null, string? NotBefore = null, IReadOnlyList<string>? Addresses = null,
    string? Sha256 = null);
