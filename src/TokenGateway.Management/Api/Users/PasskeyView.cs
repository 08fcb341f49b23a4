using TokenGateway.Core.Sessions;

namespace TokenGateway.Management.Api.Users;

/// <summary>A passkey of a user.</summary>
/// <param name="Id">The credential id, base64url.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="UsedAt">When it last signed in; null: never.</param>
internal sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt)
{
    public static PasskeyView Of(Passkey passkey) => new(passkey.Id, passkey.Name, passkey.CreatedAt, passkey.UsedAt);
}
