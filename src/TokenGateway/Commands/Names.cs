using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands;

/// <summary>Reads names from the command line.</summary>
internal static class Names
{
    /// <exception cref="UsageException">One of them is not a role name.</exception>
    public static ImmutableArray<RoleName> Roles(IEnumerable<string> texts) => [.. texts.Select(Role)];

    /// <exception cref="UsageException">Not a role name.</exception>
    public static RoleName Role(string text) => RoleName.TryParse(text, out var name)
        ? name
        : throw new UsageException($"--role '{PrintableText.Escape(text)}': a role name is a letter or digit, then letters, digits and . _ : - (at most 100).");

    /// <exception cref="UsageException">One of them is not a permission name.</exception>
    public static ImmutableArray<PermissionName> Permissions(IEnumerable<string> texts) => [.. texts.Select(Permission)];

    private static PermissionName Permission(string text) => PermissionName.TryParse(text, out var name)
        ? name
        : throw new UsageException($"--permission '{PrintableText.Escape(text)}': a permission name is a letter or digit, then letters, digits and . _ : - (at most 100).");
}
