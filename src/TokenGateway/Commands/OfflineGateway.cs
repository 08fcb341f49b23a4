using TokenGateway.ConfigFiles;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sources;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Settings;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Verification;
using TokenGateway.Dialects;
using TokenGateway.Edge.Compilation;
using TokenGateway.Edge.Model;
using TokenGateway.Endpoints;
using TokenGateway.Hosting.Stores;
using TokenGateway.Management.Api.Tokens;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Commands;

/// <summary>
/// The gateway's parts for a command that works on the store without serving: configuration, store, lifecycle. The
/// operating system user is the audited actor.
/// </summary>
internal sealed class OfflineGateway : IAsyncDisposable
{
    private OfflineGateway(LoadedGateway loaded, OpenedStore store)
    {
        Loaded = loaded;
        Store = store = StoreAccess.UnderPepper(store, loaded.Model);
        Importer = new TokenImporter(store.Tokens, store.Users, NoSink.Instance, TimeProvider.System);
        Tokens = new TokenLifecycle(store.Tokens, store.Users, store.PermissionUses, loaded.Model.Dialect.Values, NoSink.Instance, TimeProvider.System);
        Users = new UserLifecycle(store.Users, NoSink.Instance, TimeProvider.System);
        Accounts = new ServiceAccounts(store.Users);
    }

    public LoadedGateway Loaded { get; }

    public AccessModel Model => Loaded.Model.Access;

    public IDialect Dialect => Loaded.Model.Dialect;

    public TokenLifecycle Tokens { get; }

    public TokenImporter Importer { get; }

    public UserLifecycle Users { get; }

    public ServiceAccounts Accounts { get; }

    public OpenedStore Store { get; }

    public Actor Operator { get; } = Actor.Operator(Environment.UserName);

    /// <summary>Loads the configuration and opens its store.</summary>
    /// <exception cref="ConfigFileNotFoundException">No file was found.</exception>
    /// <exception cref="ConfigurationInvalidException">The file is invalid.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be opened.</exception>
    public static OfflineGateway Open(string? configOption) => Open(configOption, checkAuditKey: true);

    /// <summary>The same, but accepts a wrong key of the audit log, so that the log can be inspected.</summary>
    public static OfflineGateway OpenForAudit(string? configOption) => Open(configOption, checkAuditKey: false);

    /// <summary>
    /// The same for a command that only revokes, which must work while the file is invalid: its store section is enough
    /// then. Reports that to <paramref name="warnings"/>.
    /// </summary>
    public static OfflineGateway OpenToTakeAway(string? configOption, TextWriter warnings)
    {
        try
        {
            return Open(configOption);
        }
        catch (ConfigurationInvalidException invalid)
        {
            var file = ConfigFile.Locate(configOption);
            if (StoreSections.TryRead(GatewayConfiguration.Build(file), invalid.Errors) is not { } sections)
                throw;
            var loaded = Load(file, sections, settings: null);
            var gateway = new OfflineGateway(loaded, StoreAccess.Open(loaded.Written, file.Folder, TimeProvider.System, migrates: false, creates: false));
            warnings.WriteLine($"warning: the configuration has {(invalid.Errors.Count == 1 ? "1 error" : $"{invalid.Errors.Count} errors")} (tokengateway config check); continuing with the store alone");
            return gateway;
        }
    }

    private static OfflineGateway Open(string? configOption, bool checkAuditKey)
    {
        var file = ConfigFile.Locate(configOption);
        var loaded = LoadOnly(file);
        var store = StoreAccess.Open(loaded.Written, file.Folder, TimeProvider.System, checkAuditKey: checkAuditKey, migrates: false);

        // Run-time settings apply to the command line too.
        var settings = SettingsText.Read(store.Settings.ReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult());
        return new OfflineGateway(settings == RunTimeSettings.None ? loaded : LoadOnly(file, settings), store);
    }

    /// <summary>Loads and validates the configuration without opening a store or a port; reports all errors at once.</summary>
    /// <exception cref="ConfigurationInvalidException">The file is invalid.</exception>
    public static LoadedGateway LoadOnly(ConfigFile file, RunTimeSettings? settings = null) =>
        LoadOnly(file, settings, frozen => EndpointSetup.ReadEndpoints(frozen));

    /// <summary>The same, and also checks whether the server could listen: a command that does not serve needs no certificate.</summary>
    /// <exception cref="ConfigurationInvalidException">The file is invalid.</exception>
    public static LoadedGateway LoadAsServed(ConfigFile file) =>
        LoadOnly(file, settings: null, frozen => EndpointSetup.ReadListening(frozen, file.Folder));

    private static LoadedGateway LoadOnly(ConfigFile file, RunTimeSettings? settings, Action<ConfigurationSnapshot> readEndpoints)
    {
        var configuration = GatewayConfiguration.Build(file);
        var endpoints = ErrorsOf(() => readEndpoints(ConfigurationSnapshot.Capture(configuration)));
        LoadedGateway? loaded = null;
        var others = ErrorsOf(() => loaded = Load(file, configuration, settings));
        return endpoints.Count + others.Count == 0 ? loaded! : throw new ConfigurationInvalidException([.. endpoints, .. others]);
    }

    private static LoadedGateway Load(ConfigFile file, IConfigurationRoot configuration, RunTimeSettings? settings)
    {
        var services = new ServiceCollection().AddLogging().AddRouting();
        services.AddReverseProxy().LoadFromConfig(configuration.GetSection("ReverseProxy"));
        using var provider = services.BuildServiceProvider();
        return new GatewayLoader(configuration, file.Folder, provider, Path.GetFileName(file.Path), new SettingsState { Current = settings ?? RunTimeSettings.None }).Load(previous: null);
    }

    private static IReadOnlyList<ConfigError> ErrorsOf(Action work)
    {
        try
        {
            work();
            return [];
        }
        catch (ConfigurationInvalidException invalid)
        {
            return invalid.Errors;
        }
    }

    /// <summary>The declared or stored user.</summary>
    public ValueTask<User?> FindUserAsync(UserId id, CancellationToken cancellationToken) => Store.Users.FindAsync(id, Model, cancellationToken);

    public async ValueTask<bool> HasPasswordAsync(UserId id, CancellationToken cancellationToken) => Model.FindDeclaredUser(id) is null
        ? await Store.Users.GetPasswordHashAsync(id, cancellationToken) is not null
        : Model.SignIn.DeclaredHashes.ContainsKey(id);

    /// <summary>The effective permissions of a token, token AND owner, by name.</summary>
    private IReadOnlyList<string> PermissionsOf(Token token, User? owner) =>
        [.. Model.Permissions.NamesOf(TokenRights.InForce(token, owner, Model).Permissions)];

    /// <summary>The public view of a token, with its effective permissions.</summary>
    /// <param name="now">Null: the current time.</param>
    public TokenView ViewOf(Token token, User? owner, DateTimeOffset? now = null) =>
        TokenView.Of(token, PermissionsOf(token, owner), now ?? TimeProvider.System.GetUtcNow());

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    // The serving process follows the store's changes itself.
    private sealed class NoSink : IChangeSink
    {
        public static readonly NoSink Instance = new();

        public void Apply(in Change change)
        {
        }

        public void Reset()
        {
        }
    }
}
