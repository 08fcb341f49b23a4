using System.Runtime.InteropServices;
using TokenGateway.Core.Access;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;

namespace TokenGateway.Edge.Authorization;

/// <summary>Yes, or the refusal with what was missing and what the token has.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct AuthorizationVerdict
{
    public static AuthorizationVerdict Allowed => default;

    public static AuthorizationVerdict MethodNotAllowed => new() { Code = RefusalCode.MethodNotAllowed };

    /// <summary>What the token's list of addresses is, its owner knows; whoever stands elsewhere is not told.</summary>
    public static AuthorizationVerdict AddressNotAllowed => new() { Code = RefusalCode.AddressNotAllowed };

    /// <summary>Null: allowed.</summary>
    public RefusalCode? Code { get; private init; }

    public string? Detail { get; private init; }

    public string? Needed { get; private init; }

    public string? Has { get; private init; }

    public static AuthorizationVerdict Denied(RefusalCode code, AccessEntry entry, TokenSnapshot snapshot) => new()
    {
        Code = code,
        Needed = entry.Condition.Description,
        Has = $"role {snapshot.Subject.Role?.Name.Value ?? "none"}; permissions {Join(snapshot)}",
    };

    /// <param name="needed">Null: the path names no realm.</param>
    public static AuthorizationVerdict WrongRealm(string? needed, TokenSnapshot snapshot) => new()
    {
        Code = RefusalCode.WrongRealm,
        Needed = needed is null ? "a realm in the path" : $"realm {needed}",
        Has = $"realm {snapshot.Token.Realm}",
    };

    private static string Join(TokenSnapshot snapshot) =>
        snapshot.PermissionNames.IsEmpty ? "none" : string.Join(", ", snapshot.PermissionNames);
}
