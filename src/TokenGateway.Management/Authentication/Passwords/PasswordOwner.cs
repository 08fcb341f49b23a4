using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Management.Authentication.Sessions;

namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>Whose password it is, and the hash that it fits.</summary>
internal readonly record struct PasswordOwner(User User, string Hash, string? Address, AccessModel Model)
{
    public override string ToString() => User.Id.Value;
}
