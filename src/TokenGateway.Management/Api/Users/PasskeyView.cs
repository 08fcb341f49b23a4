using TokenGateway.Core.Sessions;

namespace TokenGateway.Management.Api.Users;

/// <summary>A passkey of a user.</summary>
/// <param name="Id">The credential id, base64url.</param>
/// <param name="Name">The name that the user chose.</param>
/// <param name="UsedAt">The last sign-in with it; null: never.</param>
internal sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt)
{
    public static PasskeyView Of(Passkey passkey) => new(passkey.Id, passkey.Name, passkey.CreatedAt, passkey.UsedAt);
}
