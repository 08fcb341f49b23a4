using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using TokenGateway.Configuration.Errors;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Verification;
using TokenGateway.Edge.Compilation;
using TokenGateway.Edge.Model;
using TokenGateway.Storage.Backends;

namespace TokenGateway.Hosting.Stores;

/// <summary>
/// Opens the store that the first configuration names and sizes what stands in front of it. These keys are read at
/// start only.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class StoreAccess : IAsyncDisposable
{
    public StoreAccess(GatewayConfigProvider configuration, GatewayLoader loader, TimeProvider time, ILoggerFactory loggers)
    {
        configuration.GetConfig();
        var written = configuration.Loaded!.Written;
        Store = UnderPepper(Open(written, loader.BaseFolder, time, checkForDamage: true), configuration.Loaded!.Model);
        Report(Store, loggers.CreateLogger("TokenGateway.Store"));
        AuditRetention = written.Audit.Retention;
        UsageResolution = written.Usage.Resolution;
        Cache = new TokenCache(written.Cache.Capacity, time);
        Freshness = new Freshness(time, isAlwaysFresh: Store.Changes is null);
        VerifierOptions = new VerifierOptions { MaxAge = written.Cache.MaxAge, OutageGrace = written.Store.OutageGrace };
    }

    public OpenedStore Store { get; }

    /// <summary>How long records of the audit log are kept; null: for ever.</summary>
    public TimeSpan? AuditRetention { get; }

    /// <summary>How far a last use must move to be written.</summary>
    public TimeSpan UsageResolution { get; }

    public TokenCache Cache { get; }

    public Freshness Freshness { get; }

    public VerifierOptions VerifierOptions { get; }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    internal static OpenedStore UnderPepper(OpenedStore store, GatewayModel model) =>
        model.Pepper is { } pepper ? store with { Tokens = new PepperedTokenStore(store.Tokens, pepper) } : store;

    /// <summary>Opens the store that a configuration names.</summary>
    /// <exception cref="ConfigurationInvalidException">The connection string, or the key of the audit log, cannot be used.</exception>
    /// <exception cref="StoreVersionException">The store was written by a newer version, or by an older one and is not to be migrated.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be opened or created.</exception>
    internal static OpenedStore Open(
        GatewayConfig written, string baseFolder, TimeProvider time, bool checkForDamage = false, bool checkAuditKey = true, bool migrates = true, bool creates = true)
    {
        var auditKey = AuditRules.ReadKey(written.Audit, baseFolder);
        return OnStore(written, baseFolder, options => Storage.Stores.Open(
            options with
            {
                CheckForDamage = checkForDamage,
                AuditKey = auditKey,
                CheckAuditKey = checkAuditKey,
                Migrates = migrates,
                Creates = creates,
            },
            time));
    }

    private static void Report(OpenedStore store, ILogger logger)
    {
        if (store.Migration is { Copy: { } copy } migration)
            logger.StoreMigrated(migration.Path, migration.From, migration.To, copy);
        else if (store.Migration is { } shared)
            logger.SharedStoreMigrated(shared.Path, shared.From, shared.To);
        if (store.Exposed.Count > 0)
            logger.StoreExposed(string.Join(' ', store.Exposed));
    }

    /// <summary>Does something with the store that a configuration names, without opening it.</summary>
    /// <exception cref="ConfigurationInvalidException">The connection string cannot be used, or there is no store.</exception>
    internal static T OnStore<T>(GatewayConfig written, string baseFolder, Func<StoreOptions, T> work)
    {
        var options = OptionsOf(written, baseFolder);
        try
        {
            return work(options);
        }
        catch (ArgumentException wrong)
        {
            throw new ConfigurationInvalidException([new ConfigError(ConfigPath.Join(written.Store.Path, options.Provider == Storage.Backends.StoreProvider.None ? "Provider" : "ConnectionString"), wrong.Message, null)]);
        }
    }

    /// <summary>Copies the store that a configuration names into that of another one.</summary>
    /// <exception cref="ConfigurationInvalidException">One of them names no store, or the key of its audit log cannot be used.</exception>
    internal static Task<StoreCopyResult> CopyAsync(
        (GatewayConfig Written, string BaseFolder) source, (GatewayConfig Written, string BaseFolder) target, bool finishes,
        IProgress<StoreCopyProgress> progress, CancellationToken cancellationToken)
    {
        foreach (var (written, _) in new[] { source, target })
        {
            if (written.Store.Provider == Configuration.Sections.StoreProvider.None)
                throw new ConfigurationInvalidException([new ConfigError(ConfigPath.Join(written.Store.Path, "Provider"), "there is no store to copy: everything is declared in the file", null)]);
        }

        var from = OptionsOf(source.Written, source.BaseFolder);
        var to = OptionsOf(target.Written, target.BaseFolder) with { AuditKey = AuditRules.ReadKey(target.Written.Audit, target.BaseFolder) };
        return Storage.Stores.CopyAsync(from, to, finishes, progress, TimeProvider.System, cancellationToken);
    }

    private static StoreOptions OptionsOf(GatewayConfig written, string baseFolder)
    {
        var store = written.Store;
        var provider = store.Provider switch
        {
            Configuration.Sections.StoreProvider.Sqlite => Storage.Backends.StoreProvider.Sqlite,
            Configuration.Sections.StoreProvider.PostgreSql => Storage.Backends.StoreProvider.PostgreSql,
            _ => Storage.Backends.StoreProvider.None,
        };
        return new StoreOptions(provider, StoreRules.ReadConnectionString(store, baseFolder), baseFolder) { Notifies = store.Notifications };
    }
}
