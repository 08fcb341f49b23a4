using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Roles</c>.</summary>
internal static class RolesSection
{
    public const string Key = "Roles";

    public const string Default = """
        { "Users": { "Rank": 10 }, "Engineers": { "Rank": 20 },
          "Administrators": { "Rank": 30, "Permissions": ["*"], "Realms": ["*"],
            "Manages": ["tokens", "users", "settings", "audit"] } }
        """;

    private static readonly string[] Manageable = ["tokens", "users", "settings", "audit"];

    public static readonly MapShape Shape = new(Texts.Role, new ObjectShape(
        new("Rank", new IntegerShape(0, 1_000_000) { Nullable = true }, "Higher may do more. Unique; without it MinRole never counts the role.", "null"),
        new("Id", new IntegerShape(1, int.MaxValue) { Nullable = true }, "The number by which clients of a dialect may call it. Unique.", "null"),
        new("Permissions", new ListShape(Texts.Grant) { MayBeEmpty = true }, "For example orders:read; * is all, orders:* a prefix, !billing:* takes away.", "[]"),
        new("Realms", new ListShape(Texts.Realm) { MayBeEmpty = true }, "Realms that its users have besides their own; * is all.", "[]"),
        new("Manages", new ListShape(new EnumShape(Manageable)) { MayBeEmpty = true }, "What its users manage in the portal and the API, beyond their own tokens.", "[]")));

    private static readonly IReadOnlyDictionary<string, RoleConfig> WhenAbsent = new[]
    {
        CreateDefault("Users", 0, 10, [], []),
        CreateDefault("Engineers", 1, 20, [], []),
        CreateDefault("Administrators", 2, 30, ["*"], Manageable) with { Realms = [RealmSet.AllText] },
    }.ToDictionary(role => role.Name, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, RoleConfig> Read(ConfigNode? gateway) =>
        gateway?[Key] is null ? WhenAbsent : gateway.Map(Key, ReadRole);

    /// <summary>Two roles of one rank would make "the highest role" a matter of luck, and two of one id what a client means.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        var ranks = new Dictionary<int, string>();
        var ids = new Dictionary<int, string>();
        foreach (var role in gateway?[Key]?.Children ?? [])
        {
            if (role.Integer("Rank") is { } rank && !ranks.TryAdd(rank, role.Key))
                errors.Add(ConfigPath.Join(role.Path, "Rank"), $"{rank} is the rank of \"{ranks[rank]}\" already; ranks are unique");
            if (role.Integer("Id") is { } id && !ids.TryAdd(id, role.Key))
                errors.Add(ConfigPath.Join(role.Path, "Id"), $"{id} is the id of \"{ids[id]}\" already; ids are unique");
        }
    }

    private static RoleConfig ReadRole(ConfigNode node) => new()
    {
        Path = node.Path,
        Name = node.Key,
        Rank = node.Integer("Rank"),
        Id = node.Integer("Id"),
        Place = node.Place,
        Permissions = node.Texts("Permissions") ?? [],
        Realms = node.Texts("Realms") ?? [],
        Manages = [.. (node.Texts("Manages") ?? []).Select(word => word.ToLowerInvariant())],
    };

    private static RoleConfig CreateDefault(string name, int place, int rank, IReadOnlyList<string> permissions, IReadOnlyList<string> manages) => new()
    {
        Path = $"{ConfigPath.Gateway}:{Key}:{name}",
        Name = name,
        Place = place,
        Rank = rank,
        Permissions = permissions,
        Manages = manages,
    };
}
