using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sources;

namespace TokenGateway.Configuration.Sections;

/// <summary><c>TokenGateway:Store</c>: where users and tokens are stored.</summary>
internal sealed class StoreConfig(ConfigNode? node)
{
    public const string Section = "Store";

    private static readonly KeyList Keys = new();

    private static readonly Key<StoreProvider> ProviderKey =
        Keys.Add<StoreProvider>("Provider", new EnumShape(Enum.GetNames<StoreProvider>()), "None: only the users and tokens of this file.", "\"Sqlite\"");

    private static readonly Key<string> ConnectionStringKey = Keys.Add<string>(
        "ConnectionString", new TextShape { Secret = true, ShownAs = SecretMask.OfConnectionString }, "Relative paths are relative to the folder of this file.", "\"Data Source=data/tokengateway.db\"");

    private static readonly Key<TimeSpan> OutageGraceKey =
        Keys.Add<TimeSpan>("OutageGrace", new DurationShape("0s", "30d"), "How long cached tokens go on when the store does not answer.", "\"1h\"");

    public static readonly ObjectShape Shape = Keys.Shape;

    public string Path { get; } = ConfigPath.Join(ConfigPath.Gateway, Section);

    public StoreProvider Provider { get; } = ProviderKey.In(node);

    /// <summary>May hold a password: never logged. Relative paths are relative to the folder of the file.</summary>
    public string ConnectionString { get; } = ConnectionStringKey.In(node);

    /// <summary>How long cached tokens go on when the store does not answer, from its last answer.</summary>
    public TimeSpan OutageGrace { get; } = OutageGraceKey.In(node);
}
