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
        Keys.Add<StoreProvider>("Provider", new EnumShape(Enum.GetNames<StoreProvider>()), "Sqlite: a file. PostgreSql: a database that several nodes share. None: only the users and tokens of this file.", "\"Sqlite\"");

    private static readonly Key<string> ConnectionStringKey = Keys.Add<string>(
        "ConnectionString", new TextShape { Secret = true, ShownAs = SecretMask.OfConnectionString }, "Sqlite: Data Source=FILE; relative paths are relative to the folder of this file. PostgreSql: keywords of Npgsql, such as Host=...;Database=...;Username=...", "\"Data Source=data/tokengateway.db\"");

    private static readonly Key<string?> ConnectionStringFileKey = Keys.Add<string?>("ConnectionStringFile", Texts.Any, "A file with the connection string, in place of ConnectionString.");

    private static readonly Key<TimeSpan> OutageGraceKey = Keys.Add<TimeSpan>(new KeyShape(
        "OutageGrace", new DurationShape("0s", "30d"), "How long cached tokens remain valid when the store does not respond. For PostgreSql 5m when absent.", "\"1h\"")
    {
        DefaultBeside = store => ProviderKey.In(store) == StoreProvider.PostgreSql ? "\"5m\"" : "\"1h\"",
    });

    private static readonly Key<bool> NotificationsKey = Keys.Add<bool>(
        "Notifications", new BooleanShape(), "PostgreSql: nodes notify each other of changes (LISTEN, NOTIFY). false behind a pooler in transaction mode: they poll about once a second.", "true");

    public static readonly ObjectShape Shape = Keys.Shape;

    public string Path { get; } = ConfigPath.Join(ConfigPath.Gateway, Section);

    public StoreProvider Provider { get; } = ProviderKey.In(node);

    /// <summary>May contain a password: never logged. Relative paths are relative to the folder of the file.</summary>
    public string ConnectionString { get; } = ConnectionStringKey.In(node);

    /// <summary>A file with the connection string, instead of the other key; relative to the folder of the configuration file.</summary>
    public string? ConnectionStringFile { get; } = ConnectionStringFileKey.In(node);

    /// <summary>How long cached tokens remain valid after the store's last response during an outage.</summary>
    public TimeSpan OutageGrace { get; } = OutageGraceKey.In(node);

    /// <summary>Whether nodes on one database notify each other of changes.</summary>
    public bool Notifications { get; } = NotificationsKey.In(node);

    /// <summary>Checks the cross-key rules.</summary>
    public static void Check(ConfigNode? gateway, ConfigErrors errors)
    {
        var node = gateway?[Section];
        var store = new StoreConfig(node);
        var written = node?[ConnectionStringKey.Name];

        // A value without an origin comes from a layer below file and environment, for example a container's data folder.
        if (written?.Origin is not null && store.ConnectionStringFile is not null)
            errors.Add(store.Path, "only one of \"ConnectionString\" and \"ConnectionStringFile\" is allowed");
        if (store.Provider == StoreProvider.PostgreSql && written is null && store.ConnectionStringFile is null)
            errors.Add(store.Path, "\"ConnectionString\" or \"ConnectionStringFile\" is needed: \"Host=db.example.com;Database=tokengateway;Username=tokengateway;Password=...\"");
    }
}
