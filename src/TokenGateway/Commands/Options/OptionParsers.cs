using System.Collections.Immutable;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Api.Requests;

namespace TokenGateway.Commands.Options;

/// <summary>Parses names from the command line.</summary>
internal static class OptionParsers
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

    /// <exception cref="UsageException">Not a user id.</exception>
    public static UserId User(string text) => UserId.TryParse(text, out var id)
        ? id
        : throw new UsageException($"'{PrintableText.Escape(text)}' is not a user id: 1 to 255 printable characters without surrounding white space.");

    /// <exception cref="UsageException">One of them is not a user id.</exception>
    public static IReadOnlyList<UserId> Users(IEnumerable<string> texts) => [.. texts.Select(User).Distinct()];

    /// <exception cref="UsageException">Not a state.</exception>
    public static TokenState State(string text) => TokenStates.Find(text)
        ?? throw new UsageException($"--state '{PrintableText.Escape(text)}': states are {string.Join(", ", TokenStates.Names)}.");

    /// <exception cref="UsageException">Not an order.</exception>
    public static TokenOrder Order(string text) => TokenOrders.TryRead(text, out var order)
        ? order
        : throw new UsageException($"--sort '{PrintableText.Escape(text)}': orders are {TokenOrders.All}, or the same with - before it.");

    /// <summary>The realm; by default the default one.</summary>
    /// <exception cref="UsageException">Not a realm.</exception>
    public static Realm Realm(string? text) => text is null ? Core.Access.Realm.Default
        : Core.Access.Realm.TryParse(text, out var realm) ? realm
        : throw new UsageException($"--realm '{PrintableText.Escape(text)}': a realm is 1 to 100 printable characters without surrounding white space, and not *.");

    /// <summary>Realms of a user; by default the default one.</summary>
    /// <exception cref="UsageException">One of them is not a realm.</exception>
    public static RealmSet Realms(string[] texts) => texts.Length == 0 ? RealmSet.Default
        : RealmSet.TryParse(texts, out var realms, out var wrong) ? realms
        : throw new UsageException($"--realm '{PrintableText.Escape(texts[wrong])}': a realm is 1 to 100 printable characters without surrounding white space; * means all.");

    /// <exception cref="UsageException">Not an external id.</exception>
    public static ExternalId ExternalId(string text) => Core.Tokens.ExternalId.TryParse(text, out var id)
        ? id
        : throw new UsageException($"--external-id '{PrintableText.Escape(text)}': 1 to 255 letters, digits and . _ -, no dot first.");

    /// <exception cref="UsageException">One of them is neither an address nor a range.</exception>
    public static ImmutableArray<AddressRange> Addresses(IEnumerable<string> texts) => [.. texts.Select(text => AddressRange.TryParse(text, out var range)
        ? range
        : throw new UsageException($"--address '{PrintableText.Escape(text)}': an address or a CIDR range is expected, such as 192.0.2.0/24 or 2001:db8::/32."))];

    /// <summary>Management rights; one text may contain several, separated by commas.</summary>
    /// <exception cref="UsageException">One of them is not a right.</exception>
    public static ManagementRights Rights(IEnumerable<string> texts) => texts
        .SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Aggregate(ManagementRights.None, (sum, text) => sum | Right(text));

    private static ManagementRights Right(string text) => ManagementRightsNames.TryParse(text, out var right)
        ? right
        : throw new UsageException($"--manages '{PrintableText.Escape(text)}': rights are {string.Join(", ", ManagementRightsNames.Names)}.");
}
