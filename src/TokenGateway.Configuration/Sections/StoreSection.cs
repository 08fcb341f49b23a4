using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Store</c>.</summary>
internal static class StoreSection
{
    public const string Key = "Store";

    private const string DefaultConnection = "Data Source=data/tokengateway.db";

    public static readonly ObjectShape Shape = new(
        new("Provider", new EnumShape(Enum.GetNames<StoreProvider>()), "None: only the users and tokens of this file.", "\"Sqlite\""),
        new("ConnectionString", new TextShape { Secret = true }, "Relative paths are relative to the folder of this file.", $"\"{DefaultConnection}\""),
        new("OutageGrace", new DurationShape("0s", "30d"), "How long cached tokens go on when the store does not answer.", "\"1h\""));

    public static StoreConfig Read(ConfigNode? gateway)
    {
        var node = gateway?[Key];
        return new StoreConfig
        {
            Path = $"{ConfigPath.Gateway}:{Key}",
            Provider = node.Word<StoreProvider>("Provider"),
            ConnectionString = node.Text("ConnectionString") ?? DefaultConnection,
            OutageGrace = node.Duration("OutageGrace") ?? TimeSpan.FromHours(1),
        };
    }
}
