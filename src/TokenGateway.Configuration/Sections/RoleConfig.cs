using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Roles:NAME</c>: a role.</summary>
internal sealed class RoleConfig(ConfigNode node)
{
    public const string Section = "Roles";

    public const string Default = """
        { "Users": { "Rank": 10 }, "Engineers": { "Rank": 20 },
          "Administrators": { "Rank": 30, "Permissions": ["*"], "Realms": ["*"],
            "Manages": ["tokens", "users", "settings", "audit"] } }
        """;

    private static readonly string[] Manageable = ["tokens", "users", "settings", "audit"];

    private static readonly KeyList Keys = new();

    private static readonly Key<int?> RankKey = Keys.Add<int?>(
        "Rank", new IntegerShape(0, 1_000_000) { Nullable = true }, "A higher rank includes more. Unique; a role without a rank never meets MinRole.", "null");

    private static readonly Key<int?> IdKey =
        Keys.Add<int?>("Id", new IntegerShape(1, int.MaxValue) { Nullable = true }, "The number that clients of a dialect may use for it. Unique.", "null");

    private static readonly Key<IReadOnlyList<string>> PermissionsKey = Keys.Add<IReadOnlyList<string>>(
        "Permissions", new ListShape(Texts.Grant) { MayBeEmpty = true }, "For example orders:read; * is all, orders:* a prefix, !billing:* excludes.", "[]");

    private static readonly Key<IReadOnlyList<string>> RealmsKey =
        Keys.Add<IReadOnlyList<string>>("Realms", new ListShape(Texts.Realm) { MayBeEmpty = true }, "Realms that its users have in addition to their own; * is all.", "[]");

    private static readonly Key<IReadOnlyList<string>> ManagesKey = Keys.Add<IReadOnlyList<string>>(
        "Manages", new ListShape(new EnumShape(Manageable)) { MayBeEmpty = true }, "Management rights of its users in the portal and the API, beyond their own tokens.", "[]");

    public static readonly MapShape Shape = new(Texts.Role, Keys.Shape);

    private static readonly Key<ConfigNode?> RolesKey = new(Section, Shape, "The roles, ranked.", Default);

    public string Path { get; } = node.Path;

    public string Name { get; } = node.Key;

    /// <summary>A higher rank includes more; unique. Null: unranked, never matched by <c>MinRole</c>.</summary>
    public int? Rank { get; } = RankKey.In(node);

    /// <summary>The number that clients of a dialect may use for it; null: none.</summary>
    public int? Id { get; } = IdKey.In(node);

    /// <summary>Its index among the roles in the file, from 0.</summary>
    public int Place { get; } = node.Place;

    /// <summary>Permissions as configured: <c>orders:read</c>, <c>orders:*</c>, <c>*</c>, <c>!billing:*</c>.</summary>
    public IReadOnlyList<string> Permissions { get; } = PermissionsKey.In(node);

    /// <summary>The realms of its holders besides their own; <c>*</c>: all.</summary>
    public IReadOnlyList<string> Realms { get; } = RealmsKey.In(node);

    /// <summary>Some of <c>tokens</c>, <c>users</c>, <c>settings</c>, <c>audit</c>, in lower case.</summary>
    public IReadOnlyList<string> Manages { get; } = [.. ManagesKey.In(node).Select(word => word.ToLowerInvariant())];

    public static IReadOnlyDictionary<string, RoleConfig> Read(ConfigNode? gateway) =>
        RolesKey.In(gateway)!.Children.ToDictionary(child => child.Key, child => new RoleConfig(child), StringComparer.Ordinal);

    /// <summary>Two roles with the same rank would make "the highest role" ambiguous, and two with the same id a client's request.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        var ranks = new Dictionary<int, string>();
        var ids = new Dictionary<int, string>();
        foreach (var role in gateway?[Section]?.Children ?? [])
        {
            if (RankKey.In(role) is { } rank && !ranks.TryAdd(rank, role.Key))
                errors.Add(ConfigPath.Join(role.Path, "Rank"), $"{rank} is the rank of \"{ranks[rank]}\" already; ranks are unique");
            if (IdKey.In(role) is { } id && !ids.TryAdd(id, role.Key))
                errors.Add(ConfigPath.Join(role.Path, "Id"), $"{id} is the id of \"{ids[id]}\" already; ids are unique");
        }
    }
}
