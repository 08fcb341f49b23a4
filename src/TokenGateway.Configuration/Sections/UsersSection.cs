using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Users</c>.</summary>
internal static class UsersSection
{
    public const string Key = "Users";

    public static readonly MapShape Shape = new(
        new TextShape { What = "a user id", MaxLength = 255 },
        new ObjectShape(
            new("Email", Texts.Any, "For the identity headers."),
            new("Name", Texts.Any, "For the identity headers."),
            new("Roles", new ListShape(Texts.Role), "At least one role.") { Required = true },
            new("Realms", new ListShape(Texts.Realm), "Realms that the user may have tokens of, besides those that roles grant; * is all.", "[\"default\"]")))
    {
        MayBeEmpty = true,
    };

    public static IReadOnlyDictionary<string, UserConfig> Read(ConfigNode? gateway) => gateway.Map(Key, node => new UserConfig
    {
        Path = node.Path,
        Id = node.Key,
        Email = node.Text("Email"),
        Name = node.Text("Name"),
        Roles = node.Texts("Roles") ?? [],
        Realms = node.Texts("Realms"),
    });
}
