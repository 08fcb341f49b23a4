using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Users:ID</c>: a declared user.</summary>
internal sealed class UserConfig(ConfigNode node)
{
    public const string Section = "Users";

    private static readonly KeyList Keys = new();

    private static readonly Key<string?> EmailKey = Keys.Add<string?>("Email", Texts.Any, "For the identity headers.");

    private static readonly Key<string?> NameKey = Keys.Add<string?>("Name", Texts.Any, "For the identity headers.");

    private static readonly Key<IReadOnlyList<string>?> RolesKey = Keys.Add<IReadOnlyList<string>?>("Roles", new ListShape(Texts.Role), "At least one role.", required: true);

    // A user without this key has the default realm besides those of roles; that differs from an explicit default realm.
    private static readonly Key<IReadOnlyList<string>?> RealmsKey = Keys.Add<IReadOnlyList<string>?>(
        "Realms", new ListShape(Texts.Realm), "Realms that the user may have tokens of, besides those that roles grant; * is all.", "[\"default\"]");

    public static readonly MapShape Shape = new(new TextShape { What = "a user id", MaxLength = 255 }, Keys.Shape) { MayBeEmpty = true };

    public string Path { get; } = node.Path;

    public string Id { get; } = node.Key;

    public string? Email { get; } = EmailKey.In(node);

    public string? Name { get; } = NameKey.In(node);

    /// <summary>At least one.</summary>
    public IReadOnlyList<string> Roles { get; } = RolesKey.In(node) ?? [];

    /// <summary>At least one; <c>*</c>: all. Null: the default realm.</summary>
    public IReadOnlyList<string>? Realms { get; } = RealmsKey.In(node, absent: null);

    public static IReadOnlyDictionary<string, UserConfig> Read(ConfigNode? gateway) => gateway.Map(Section, node => new UserConfig(node));
}
