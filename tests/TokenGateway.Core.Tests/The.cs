using TokenGateway.Core.Access;
using TokenGateway.Core.Verification;

namespace TokenGateway.Core.Tests;

/// <summary>Fixed data that many tests share.</summary>
internal static class The
{
    /// <summary>A value whose checksum was computed by zlib's crc32, not by the code under test.</summary>
    public const string Value = "tgw_7_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg3qcpTB";

    public static DateTimeOffset Start { get; } = new(2031, 5, 17, 12, 0, 0, TimeSpan.Zero);

    public static PermissionCatalog Permissions { get; } = new(
        Some.Permissions("orders:read", "orders:write", "reports:read", "billing:read", "billing:pay", "audit:read"));

    public static RoleCatalog Roles { get; } = new(
        [
            Some.Role("Users", 10, ["orders:read"]),
            Some.Role("Engineers", 20, ["orders:*"]),
            Some.Role("Administrators", 30, ["*"],
                ManagementRights.Tokens | ManagementRights.Users | ManagementRights.Settings | ManagementRights.Audit),
            Some.Role("Auditors", null, ["audit:read"], ManagementRights.Audit),
            Some.Role("Clerks", 5, ["billing:read"]),
        ],
        Permissions);

    public static AccessModel Model { get; } = Some.Model();

    public static Role Role(string name) => Roles.Find(RoleName.Parse(name)).ShouldNotBeNull();

    public static BitSet Set(params string[] permissions) => Permissions.SetOf(Some.Permissions(permissions));
}
